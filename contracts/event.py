"""What every event is: an immutable model that knows its type, its topic and its subject."""

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ExactDecimal = Annotated[
    Decimal,
    PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string"}, mode="validation"),
]
"""A decimal that travels as a plain string, never as a float and never with an exponent."""

SAMPLE_PATH = "/sample"
"""Where the test tenant is, below the address of the platform."""
SAMPLE_TOPICS = "sample."
"""What the topics of the test tenant begin with, so that neither hears the other."""

__all__ = ["AwareDatetime", "Event", "ExactDecimal", "Message", "Sha256"]


class Message(BaseModel):
    """A part of an event. Readers ignore members they do not know, so adding one is safe."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Event(Message, ABC):
    """Something that happened. `subject` is the Kafka key: order is promised per subject."""

    TYPE: ClassVar[str]
    """`<service>.<noun>.<past-verb>.v<N>`, the CloudEvents type."""
    SHARED: ClassVar[bool] = False
    """Whether it tells both tenants, on one topic."""
    topics_begin: ClassVar[str] = ""
    """`sample.` in a process of the test tenant, which is told once when it starts."""

    @property
    @abstractmethod
    def subject(self) -> str:
        """What the event is about, such as a label number."""

    @classmethod
    def topic(cls) -> str:
        """`<service>.<noun>`: every event about one noun shares a topic, so their order holds."""
        noun = ".".join(cls.TYPE.split(".")[:2])
        return noun if cls.SHARED else Event.topics_begin + noun

    @classmethod
    def publisher(cls) -> str:
        return cls.TYPE.split(".")[0]


def of_this_tenant(sample: bool) -> bool:
    """Whether what is marked so concerns this process: samples the test tenant, others the rest."""
    return sample is (Event.topics_begin == SAMPLE_TOPICS)
