/* Which ward a postcode lies in, by its second half. */
window.wardsOfDistrict = {{ json_of(wards) }};
