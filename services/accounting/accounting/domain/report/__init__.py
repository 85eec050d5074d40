"""The accounting report of a calculation: one model, and the files that are made of it."""
