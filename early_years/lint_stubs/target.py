"""What sqlfluff's jinja templater needs to know of dbt's target: its name."""

name = "local"
