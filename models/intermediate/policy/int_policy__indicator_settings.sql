{{ settings_row('indicator') }}
