"""Where a result comes from: inputs, factors, rule, people and time, and what was known when."""
