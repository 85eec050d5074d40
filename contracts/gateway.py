"""Events that the gateway publishes, by a worker of its own."""

from typing import ClassVar

from contracts.event import AwareDatetime, Event


class OrganisationChanged(Event):
    """An organisation was registered or renamed, or can act again or no longer.

    Said again for every organisation at each loading of the region pack. Keys and clients stay
    with the gateway.
    """

    TYPE: ClassVar[str] = "gateway.organisation.changed.v1"
    SHARED: ClassVar[bool] = True

    organisation: str
    role: str
    """A role of the region pack, such as `partner-region`."""
    name_zh: str
    name_en: str
    division: str | None
    """GB/T 2260 code of where it is in charge."""
    sample: bool
    """Whether it belongs to the test tenant, whose labels are worth nothing."""
    is_active: bool
    """Whether a client can act for it."""
    changed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return self.organisation
