"""Changes that the next edition of a list has to show."""

from registry.status.store.status import add_change as add_change
