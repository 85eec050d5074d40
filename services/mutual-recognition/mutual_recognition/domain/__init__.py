"""Facts and rules of exchange with partner regions; no framework, no I/O."""
