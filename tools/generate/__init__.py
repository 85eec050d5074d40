"""Everything that is written from the code instead of by hand, so that it cannot drift."""
