{{ settings_row('entitlement') }}
