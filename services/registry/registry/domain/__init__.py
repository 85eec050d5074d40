"""Pure rules of the registry: no framework, no input and output."""
