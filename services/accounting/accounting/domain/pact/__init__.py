"""Product footprints as PACT exchanges them: wire models, filters, events and a linter."""
