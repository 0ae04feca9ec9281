with

{{ data_periods(ref('int_need__shrunk_rates')) }}

select * from period_lists
