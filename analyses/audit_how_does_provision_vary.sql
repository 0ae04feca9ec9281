-- Question: How do the size, range, location and quality of local early years services
--   vary across Birmingham, and how do they compare with outcomes?
-- Answer: By a factor of more than ten: from 14 to 192 early years places for 100
--   children under five, about 36 in the city. In the six wards of most need the median
--   is 28, in the others 35; for two-year-olds funded places are 15 and 17 for 100
--   children. Half of the settings whose hours are known (48.0 %) close after five and
--   2.5 % open at a weekend; of the others no hours are known. Directories list from no
--   service in a ward to 16. Nurseries of schools hold 21.9 % of the places. Of quality
--   there are counts alone: 45.6 % of settings have a judgement, most places of those
--   are graded 2, and no ward is judged by it. Six wards beside the others are no
--   association with outcomes.
-- Rows:
--   Places for 100 children under five, 35.958, 14.286, 192.455, 27.748, 34.569
--   Places by type: Nursery class of a school, 0.219, 0.063, 0.722, 0.194, 0.253
--   Funded places for 100: Two-year-olds, 18.97, 2.663, 139.024, 14.684, 16.949
--   Hours: Open after five on a weekday, 0.48, 0.167, 0.8, 0.519, 0.5
--   Hours: Open at a weekend, 0.025, 0.0, 0.25, 0.0, 0.0
--   Settings whose hours are known, 0.845, 0.444, 1.0, 0.724, 0.889
--   Settings with a judgement, 0.456, 0.0, 0.714, 0.536, 0.444
--   Services, 185.0, 0.0, 16.0, 3.0, 2.0
--   Places graded 1 Outstanding, 3746.0, 0.0, 242.0, null, null
--   Places graded 2 Good, 11126.0, 0.0, 564.0, null, null
--   Places graded 3 Requires improvement, 762.0, 0.0, 105.0, null, null
--   Places graded 4 Inadequate, 47.0, 0.0, 47.0, null, null
-- Periods: the register of August 2021, the council's lists of January 2023, children
--   of mid-2023; need as in the audit of the wards in most need
-- Date: 2026-11-28
-- Caution: Made-up records at real places: not fit for any decision. A figure about
--   an area says nothing about any one child. As the lists say, which may be late or
--   incomplete: ask the setting. As the directory says, which may be late or
--   incomplete: ask the service. Settings whose place is withheld or not known, most of
--   them homes, are not in it. Some settings did not tell their places or what they
--   offer; these add none. Of settings whose hours are known; the others are not known
--   to be closed. Counts of places by what Ofsted found, and no judgement of an area:
--   Ofsted warns against using inspections for that, since it does not choose whom to
--   inspect by chance. As Ofsted published it in that month. Grades before November
--   2025 and report cards since are not to be compared. An association between areas:
--   neither that one brings about the other, nor that the same children are meant.
with

figures as (
    select
        measure_order as first_order,
        category_order as second_order,
        case
            when breakdown_category = 'total' then measure_label
            else measure_label || ': ' || breakdown_category_label
        end as figure_label,
        ward_code,
        value as ward_figure,
        comparator_value as city_figure
    from {{ ref('fct_ward_provision') }}
    where
        measure_code in ('places_per_100_children', 'hours_known', 'quality_known')
        or (
            measure_code = 'places_by_type'
            and breakdown_category = 'school_nursery'
        )
        or (
            measure_code = 'open_hours'
            and breakdown_category in ('after_five', 'weekend')
        )
        or (
            measure_code = 'funded_places_per_100_children'
            and breakdown_category = 'two'
        )

    union all

    select
        90 as first_order,
        0 as second_order,
        'Services' as figure_label,
        ward_code,
        sum(value) as ward_figure,
        sum(sum(value)) over (partition by local_authority_code) as city_figure
    from {{ ref('fct_ward_provision') }}
    where measure_code = 'services'
    group by local_authority_code, ward_code

    union all

    select
        100 as first_order,
        outcome_order as second_order,
        'Places graded ' || outcome_label as figure_label,
        ward_code,
        places_count as ward_figure,
        sum(places_count) over (partition by local_authority_code, outcome_code)
            as city_figure
    from {{ ref('fct_ward_inspections') }}
    where judgement_code = 'overall_effectiveness' and outcome_code != 'not_known'
)

select
    figures.figure_label,
    round(max(figures.city_figure), 3) as city_figure,
    round(min(figures.ward_figure), 3) as lowest,
    round(max(figures.ward_figure), 3) as highest,
    -- Not for what Ofsted found: its counts judge no area, and no group of them.
    case
        when figures.first_order < 100
            then round(
                median(case when scores.is_in_top_k then figures.ward_figure end), 3
            )
    end as median_of_the_six,
    case
        when figures.first_order < 100
            then round(
                median(case when not scores.is_in_top_k then figures.ward_figure end), 3
            )
    end as median_of_others
from figures
inner join {{ ref('fct_ward_need_scores') }} as scores
    on figures.ward_code = scores.ward_code
group by figures.first_order, figures.second_order, figures.figure_label
order by figures.first_order, figures.second_order
