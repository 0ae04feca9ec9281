{{ settings_row('distance') }}
