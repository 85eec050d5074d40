"""Tables of the gateway and every SQL statement that it runs."""
