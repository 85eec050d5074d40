"""Finished answers, kept as bytes until what they rest on changes, or their time has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

_OVERHEAD = 1_024
"""What an answer takes beside its body, at most: its headers and its name."""
Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Answer:
    """What was answered, to be given again as it is."""

    status: int
    headers: Headers
    body: bytes
    route: str
    """The template of the route that answered."""

    @property
    def fields(self) -> Mapping[bytes, bytes]:
        return dict(self.headers)

    @property
    def weight(self) -> int:
        return len(self.body) + _OVERHEAD


@dataclass
class Shelf:
    """Answers that rest on the same state of what is public, those asked for last.

    At most `room` bytes of them; each only up to its moment.
    """

    room: int
    taken: int = 0

    def __post_init__(self) -> None:
        self._answers: dict[tuple[object, ...], tuple[Answer, datetime]] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, name: tuple[object, ...], at: datetime) -> Answer | None:
        """The answer of this name, unless its moment has passed."""
        found = self._answers.pop(name, None)
        if found is None:
            return None
        if at >= found[1]:
            self.taken -= found[0].weight
            return None
        # Put behind all others: those in front are asked for least.
        self._answers[name] = found
        return found[0]

    def put(self, name: tuple[object, ...], answer: Answer, until: datetime) -> None:
        """Keep an answer; those that were not asked for longest make room."""
        if answer.weight > self.room // 8:
            return
        if replaced := self._answers.pop(name, None):
            self.taken -= replaced[0].weight
        self._answers[name] = answer, until
        self.taken += answer.weight
        while self.taken > self.room:
            oldest = next(iter(self._answers))
            self.taken -= self._answers.pop(oldest)[0].weight
