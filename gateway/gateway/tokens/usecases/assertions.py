"""Client assertions already used, forgotten once they would have expired."""

from gateway.tokens.store.assertions import forget_expired as forget_expired
