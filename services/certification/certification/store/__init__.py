"""The database of certification: its tables and every SQL statement."""
