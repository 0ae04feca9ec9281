{{ settings_row('ranking') }}
