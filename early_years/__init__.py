"""The Python around dbt: setting up, checking input, writing files, measuring."""
