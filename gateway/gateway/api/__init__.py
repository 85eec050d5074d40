"""The gateway's own addresses: tokens, discovery, operator, documentation."""
