"""The first engine, as the tests here use it: from the inputs of a document to its bundle."""

from typing import Any

from accounting.calculations.domain.calculation import calculate, document, read_document
from accounting.calculations.domain.sealing import bundle, recompute, seal
from accounting.inventory.domain.soundness import checked
from chassis.canonical import canonical
from chassis.refusals import Refusal


def sealed(inputs: dict[str, Any]) -> bytes:
    """The bundle of a sound system; `inputs` are a document without its result.

    Raises the refusals of a system that cannot be solved.
    """
    subject, background = read_document(inputs)
    checked(subject.system)
    content = document(subject, background, calculate(subject, background))
    return bundle(canonical(content).decode(), seal(content))


def holds(content: bytes) -> bool:
    """Whether a bundle proves itself; what is refused does not."""
    try:
        return recompute(content).holds
    except Refusal:
        return False
