{{ settings_row('comparison') }}
