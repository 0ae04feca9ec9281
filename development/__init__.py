"""What only the makers of the tool run: made-up data, evidence, fits and benches."""
