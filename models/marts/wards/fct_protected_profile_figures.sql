-- The same profile as partners get it: what is of children comes from protected
-- figures, and the rest is what they have anyway, of places and of residents. Counts
-- stay with the files that the figures are taken from.
with

{{ profile_figures(profile_rows(
    'indicator', ref('fct_protected_indicators'),
    subject='indicator_code', category='breakdown_category',
    numerator='null', denominator='null',
    value='value', lower='lower_95', upper='upper_95',
    condition="audience = 'partner' and area_type = 'ward'"
    ~ " and breakdown_topic = 'total'"
)) }}

select
    wards.local_authority_code,
    wards.local_authority_name,
    settled_rows.ward_code,
    wards.ward_name,
    wards.locality_name,
    settled_rows.figure_code,
    settled_rows.figure_order,
    settled_rows.figure_label,
    settled_rows.theme_code,
    settled_rows.theme_label,
    settled_rows.period_code,
    settled_rows.value,
    settled_rows.lower_95,
    settled_rows.upper_95,
    settled_rows.band_label,
    settled_rows.value_status,
    settled_rows.is_synthetic,
    settled_rows.claim_level,
    settled_rows.caution
from settled_rows
inner join {{ ref('dim_ward') }} as wards on settled_rows.ward_code = wards.ward_code
