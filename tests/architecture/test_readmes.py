"""Each service's README: five headings, every variable, and the events of the fleet table."""

import re

import pytest

from chassis.settings import ApiSettings, WorkerSettings
from contracts.catalogue import events
from tests.architecture.tree import ROOT, folder_of
from tests.support.variables import declared, own_variables, variables
from tools.fleet import PROCESSES, SERVICES, Role, Service

HEADINGS = ["Owns", "Publishes", "Consumes", "Variables", "Invariants"]
TYPE = re.compile(r"`([a-z-]+\.[a-z-]+\.[a-z-]+\.v\d+)`")
VARIABLE = re.compile(r"`([A-Z][A-Z0-9_]+)`")
SHARED = "docs/variables.md"
"""The page of the variables that every process has; a README may refer to it."""
READ_BY_LIBRARIES = {"SSL_CERT_FILE"}


@pytest.fixture(params=SERVICES, ids=[service.name for service in SERVICES])
def service(request: pytest.FixtureRequest) -> Service:
    found: Service = request.param
    return found


def readme(service: Service) -> str:
    return (folder_of(service) / "README.md").read_text("utf-8")


def chapters(text: str) -> dict[str, str]:
    """The chapters of a README by their heading, in order."""
    _, *parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def read_by(service: Service) -> set[str]:
    """Every variable that the processes of a service read."""
    roles = {process.role for process in PROCESSES if process.service is service}
    shared = {Role.API: ApiSettings, Role.WORKER: WorkerSettings}
    return own_variables(service.package) | variables(
        [*(shared[role] for role in roles), *declared(service.package)]
    )


def test_a_readme_has_the_five_headings(service):
    assert list(chapters(readme(service))) == HEADINGS


def test_a_readme_names_every_variable_and_no_other(service):
    chapter = chapters(readme(service))["Variables"]
    named = set(VARIABLE.findall(chapter)) - READ_BY_LIBRARIES
    shared = set(VARIABLE.findall((ROOT / SHARED).read_text())) if SHARED in chapter else set()

    assert read_by(service) - shared - named == set()
    assert named - read_by(service) == set()


def test_the_page_of_shared_variables_names_all_of_them():
    named = VARIABLE.findall((ROOT / SHARED).read_text("utf-8"))

    assert set(named) == variables([ApiSettings, WorkerSettings])


def test_a_readme_names_the_events_that_the_fleet_table_gives_the_service(service):
    found = chapters(readme(service))

    published = {type for type, event in events().items() if event.publisher() == service.name}
    assert set(TYPE.findall(found["Publishes"])) == published
    assert set(TYPE.findall(found["Consumes"])) == {event.TYPE for event in service.consumes}


def test_the_first_page_names_every_service():
    text = (ROOT / "README.md").read_text("utf-8")

    for each in SERVICES:
        assert f"`{each.name}`" in text


def test_the_diagram_draws_the_fleet_table():
    (diagram,) = re.findall(r"```mermaid\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    drawn = re.findall(r"^\s*(\w+) -\.->\|(.+?)\| (\w+)$", diagram, re.MULTILINE)

    told = {
        (publisher.package, topic, consumer.package)
        for publisher in SERVICES
        for consumer in SERVICES
        for topic in set(publisher.produces_topics) & set(consumer.consumes_topics)
    }
    assert {(a, topic, b) for a, topics, b in drawn for topic in topics.split(", ")} == told


def test_a_variable_that_a_readme_leaves_out_is_noticed():
    text = "## Variables\n\n| `DATABASE_URL` | required |\n"

    assert read_by(SERVICES[0]) - set(VARIABLE.findall(chapters(text)["Variables"]))
