"""Tables and every SQL statement of mutual recognition."""
