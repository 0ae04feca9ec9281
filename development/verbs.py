"""The verbs of `python -m development`, said once for the list and for the commands."""

from early_years.verbs import Program

VERBS = {
    "generate": "Make the synthetic extracts of seeds/landed again.",
    "populations": "Estimate residents by LSOA and age again, from ONS's census files.",
    "fit-segments": "Group the wards anew by their residents, for SQL to assign.",
    "shapes": "Make the ward shapes, hexagons and neighbours of seeds/reference again.",
    "perturbation": "Make the table of noise of policy_perturbation from its settings.",
    "protection": "Say what protecting counts costs and shows, for docs/method.md.",
    "targets": "Say how often the chance to meet a target holds, for docs/method.md.",
    "linkage": "Link made-up children, and say what it answers and how well.",
    "actions": "Say how often an action is wrongly said to help, for docs/method.md.",
    "house": "Say how deep the models lie, and which folder reads which.",
    "england": "Make councils as many as England has, as a landing store.",
    "bench": "Measure what a build costs, beside what it may cost.",
    "spark": "Build on Apache Spark and compare each table with DuckDB's.",
    "doubt": "Say what doubt changes in the example, for docs/method.md.",
    "evidence": "Try ranks and findings in made-up worlds, for docs/method.md.",
    "evidence-site": "Build the site of exports/evidence with npm: minutes long.",
    "coverage": "Run pytest and say which lines no test runs; fail below the floor.",
    "faults": "Kill, fill and damage at random, again and again: minutes long.",
}
PROGRAM = Program(
    "development",
    "What only the makers of the tool run.",
    VERBS,
    frozenset(VERBS),
)
