"""The registry: labels, their status, and the public log that anyone can check."""
