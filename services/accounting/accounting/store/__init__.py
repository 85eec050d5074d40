"""Every table of accounting and every SQL statement; modules return domain objects."""
