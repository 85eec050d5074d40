"""What a client is and what a token says; no framework, no I/O."""
