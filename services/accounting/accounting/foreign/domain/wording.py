"""Names and sentences of foreign files, made fit to be repeated, and what is refused by name."""

import re

from accounting.values.domain.text import Text
from chassis.refusals import Invalid
from chassis.text import TextUnfit, line, shown

LONGEST = 200


class ForeignModelRefused(Invalid):
    """A process of the file cannot be computed, or not as the file has it."""

    zh = "过程“{process}”、流“{flow}”:{reason_zh}。请在原软件中更正后重新导出。"
    en = "Process “{process}”, flow “{flow}”: {reason}. Correct it where it was made, export again."

    @classmethod
    def because(cls, reason: Text, *, process: str, flow: str) -> "ForeignModelRefused":
        return cls(
            process=printable(process),
            flow=printable(flow),
            reason_zh=printable(reason.zh),
            reason=printable(reason.en),
        )


def printable(words: str) -> str:
    """One line as the platform keeps lines; what cannot be kept stands as its code point."""
    flat = shown(" ".join(words.split()))
    clipped = flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
    try:
        return line(clipped)
    except TextUnfit:
        return line(clipped.encode("ascii", "backslashreplace").decode()[:LONGEST])


def slug(name: str) -> str:
    """An identifier that a person recognises; empty where the name has no Latin letters."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50].strip("-")


def unique(wanted: str, taken: set[str]) -> str:
    """The identifier that was wanted, or that with a number."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted[:50].rstrip('-')}-{number}", number + 1
    taken.add(found)
    return found
