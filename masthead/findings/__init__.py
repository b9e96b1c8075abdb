"""What is wrong with records: a finding is a value, and the rulebook has every rule once."""
