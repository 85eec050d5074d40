"""A sealed footprint as an ILCD data set with the EPD extensions, for EPD databases to read."""
