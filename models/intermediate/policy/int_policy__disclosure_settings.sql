{{ settings_row('disclosure') }}
