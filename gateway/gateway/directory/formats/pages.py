"""The directory of interfaces as pages that load nothing from elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from gateway.directory.domain.guides import GUIDES, Chapter
from gateway.directory.domain.operations import Operation
from gateway.directory.domain.states import Survey

_PAGES = Environment(
    loader=PackageLoader("gateway.directory.formats"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Facts:
    """What every page says of the platform."""

    language: str
    services: Sequence[str]
    path: str
    """Where the page is, for its other language."""


def start_page(
    facts: Facts, survey: Survey, counts: Mapping[str, int], query: str, found: Sequence[Operation]
) -> str:
    """How to begin, who answers, and what a search found."""
    return _page("start.html", facts, survey=survey, counts=counts, query=query, found=found)


def service_page(facts: Facts, service: str, operations: Sequence[Operation]) -> str:
    """Every operation of a service, by what it is about."""
    return _page("service.html", facts, service=service, operations=operations)


def guide_page(facts: Facts, chapter: Chapter) -> str:
    """A guide."""
    return _page("guide.html", facts, chapter=chapter)


def _page(template: str, facts: Facts, **more: object) -> str:
    return _PAGES.get_template(template).render(
        lang=facts.language, facts=facts, guides=GUIDES, query=more.pop("query", ""), **more
    )
