"""The access matrix is whole: every route is in it, and somebody holds every scope."""

import pytest

from chassis.access import OWN, PUBLIC, Rule, load_access, services_with_access
from packs import PACKS_DIR
from packs.region import RegionPack, load_region
from tools.fleet import SERVICES
from tools.generate.openapi import document

REGIONS = sorted(path.name for path in (PACKS_DIR / "regions").iterdir() if path.is_dir())
METHODS = {"get", "put", "post", "patch", "delete"}


def rules() -> list[Rule]:
    return [rule for s in SERVICES for rule in load_access(PACKS_DIR, s.name).rules.values()]


@pytest.fixture(params=REGIONS)
def region(request: pytest.FixtureRequest) -> RegionPack:
    return load_region(PACKS_DIR, request.param)


def test_every_service_has_a_file_in_the_matrix():
    assert services_with_access(PACKS_DIR) == sorted(service.name for service in SERVICES)


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_a_service_documents_just_the_routes_that_the_matrix_lists(service):
    paths = document(service.package)["paths"]
    documented = {
        (method.upper(), path)
        for path, item in paths.items()
        for method in item
        if method in METHODS
    }

    listed = set(load_access(PACKS_DIR, service.name).rules)
    assert documented == listed


def test_no_two_services_answer_at_the_same_address():
    routes = [(rule.method, rule.path) for rule in rules()]

    assert sorted(routes) == sorted(set(routes))


def test_somebody_holds_every_scope_that_a_route_needs(region):
    held = {scope for rights in region.roles.values() for scope in rights.scopes}

    assert {rule.scope for rule in rules()} - held == {PUBLIC, OWN}


def test_a_role_holds_only_scopes_that_exist(region):
    needed = {rule.scope for rule in rules()}
    unknown = {
        f"{role}: {scope}"
        for role, rights in region.roles.items()
        for scope in rights.scopes
        if scope not in needed
    }

    assert unknown == set()


def test_separate_duties_stay_apart(region):
    duties = {"calculations.write", "certification.decide", "clients.manage"}

    held = {role: set(rights.scopes) & duties for role, rights in region.roles.items()}
    assert {role: duty for role, duty in held.items() if len(duty) > 1} == {}
    assert held["partner-region"] == set()


def test_nobody_is_handed_a_scope_that_means_no_token_or_any(region):
    held = {scope for rights in region.roles.values() for scope in rights.scopes}

    assert held & {PUBLIC, OWN} == set()


LEADS = {"factors.review", "impacts.propose"}
"""What the plan gives to the lead of the pilot alone."""


@pytest.mark.clause("C10")
def test_each_department_holds_the_duties_that_the_plan_gives_it(region):
    held = {role: set(rights.scopes) for role, rights in region.roles.items()}

    assert {role for role in held if held[role] & LEADS} == {"market-regulator"}
    for role in ("central-bank", "financial-regulator"):
        assert not held[role] & {"certificates.read", "applications.read", "feed.read"}, role
    for role in [role for role in held if role.is_district]:
        assert held[role] <= held[role.removeprefix("district-")], role
