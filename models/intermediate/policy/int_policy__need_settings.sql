{{ settings_row('need') }}
