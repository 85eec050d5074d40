"""The tables of the subject and every SQL statement on them."""
