"""One function per verb of the gateway: register, revoke, issue a token."""
