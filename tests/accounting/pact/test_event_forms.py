"""Events, partners and deadlines of the exchange, without a wire between them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from accounting.pact.domain.events import (
    AnnouncedFootprints,
    EventMalformed,
    EventType,
    RejectionReason,
    RequestCreated,
    envelope,
    read_as,
)
from accounting.pact.domain.legacy_events import event_as_v2, event_as_v3
from accounting.pact.domain.urns import company_urn, cpc_of, issuer_domain
from accounting.partners.domain.exchange import (
    Answer,
    Delivery,
    Errand,
    FootprintRequest,
    Partner,
    RequestAlreadyAnswered,
    RequestDirection,
    RequestOutcome,
    RequestState,
    RequestUnroutable,
    next_attempt,
    owner_asked,
)
from accounting.requests.domain.withheld import (
    footprints_of,
    hands_over,
    rejection_instead,
    without,
)
from tests.accounting.footprints import footprint
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)
OLD = "org.wbcsd.pathfinder.ProductFootprintRequest."


def event(type: EventType, **data: Any) -> dict[str, object]:
    return envelope(type, data, source="//host/3/events", at=NOON, id=UUID(int=9))


FULFILLED = event(
    EventType.FULFILLED, requestEventId="r", pfs=[footprint(id=str(ONE)), footprint(id=str(TWO))]
)
PUBLISHED = event(EventType.PUBLISHED, pfIds=[str(ONE), str(TWO)])
REJECTED = event(EventType.REJECTED, requestEventId="r", error={"code": "x", "message": "y"})


def test_events_that_hand_over_or_announce_name_their_footprints():
    assert footprints_of(FULFILLED) == footprints_of(PUBLISHED) == (ONE, TWO)
    assert footprints_of(REJECTED) == ()
    assert [hands_over(each) for each in (FULFILLED, PUBLISHED, REJECTED)] == [True, False, False]


def test_what_has_ended_is_taken_out_of_an_event():
    handed, told = without(FULFILLED, [ONE]), without(PUBLISHED, [TWO])

    assert footprints_of(handed) == (TWO,)
    assert footprints_of(told) == (ONE,)
    assert handed["data"]["requestEventId"] == "r"
    assert (handed["id"], told["id"]) == (FULFILLED["id"], PUBLISHED["id"])


@pytest.mark.parametrize("whole", [FULFILLED, PUBLISHED])
def test_an_event_that_has_nothing_else_to_say_is_none(whole):
    assert without(whole, [ONE, TWO]) is None
    assert without(whole, []) == whole


def test_a_rejection_stands_in_the_place_of_its_event():
    instead = rejection_instead(FULFILLED, NOON)

    assert (instead["id"], instead["source"]) == (FULFILLED["id"], FULFILLED["source"])
    assert instead["type"] == EventType.REJECTED
    assert instead["data"]["error"]["code"] == "AccessDenied"


@pytest.mark.parametrize("most", [1_000])
def test_an_announcement_names_one_to_a_thousand_footprints(most):
    ids = [str(UUID(int=number)) for number in range(most + 1)]

    assert len(read_as(AnnouncedFootprints, {"pfIds": ids[:most]}).pf_ids) == most
    for wrong in ([], ids):
        with pytest.raises(EventMalformed) as refused:
            read_as(AnnouncedFootprints, {"pfIds": wrong})
        assert refused.value.facts["where"] == "pfIds"


def test_a_text_has_one_to_two_thousand_characters():
    for code in ("c", "c" * 2_000):
        assert read_as(RejectionReason, {"code": code, "message": ""}).code == code
    for wrong in ("", "c" * 2_001):
        with pytest.raises(EventMalformed):
            read_as(RejectionReason, {"code": wrong, "message": ""})


def test_the_first_faulty_place_of_an_event_is_named():
    with pytest.raises(EventMalformed) as refused:
        read_as(RejectionReason, {"code": "", "message": 7})
    assert refused.value.facts["where"] == "code"

    with pytest.raises(EventMalformed) as refused:
        read_as(RejectionReason, [])
    assert refused.value.facts["where"] == "event"


def test_a_state_may_be_one_value_or_several():
    one, several = (RequestCreated(status=each) for each in ("Active", ["Active"]))

    assert one.pairs() == several.pairs() == [("status", "Active")]


def test_a_request_of_the_older_form_is_read_by_its_fragment():
    fragment = {
        "productIds": ["urn:p"],
        "companyIds": ["urn:c"],
        "productCategoryCpc": "37112",
        "pcf": {"geographyCountry": "CN", "geographyRegionOrSubregion": ""},
    }
    content = {"type": f"{OLD}Created.v1", "data": {"pf": fragment, "comment": "soon"}}

    read = event_as_v3(content)

    assert read["type"] == EventType.CREATED
    assert read["data"] == {
        "productId": ["urn:p"],
        "companyId": ["urn:c"],
        "geography": ["CN"],
        "classification": ["urn:pact:productclassification:un-cpc:37112"],
        "comment": "soon",
    }


def test_a_request_goes_out_as_such_a_fragment():
    asked = event(EventType.CREATED, productId=["urn:p"], companyId=[], comment="soon")
    silent = event(EventType.CREATED, productId=["urn:p"])

    written = event_as_v2(asked)

    assert written["type"] == f"{OLD}Created.v1"
    assert written["source"] == "//host/2/events"
    assert written["data"] == {"pf": {"productIds": ["urn:p"]}, "comment": "soon"}
    assert event_as_v2(silent)["data"] == {"pf": {"productIds": ["urn:p"]}}


def test_an_empty_answer_of_the_older_form_is_a_rejection():
    data = {"requestEventId": "r", "pfs": []}

    read = event_as_v3({"type": f"{OLD}Fulfilled.v1", "data": data})
    kept = event_as_v3({"type": f"{OLD}Fulfilled.v1", "data": {**data, "pfs": [{}]}})

    assert read["type"] == EventType.REJECTED
    assert read["data"]["error"] == {"code": "NotFound", "message": "No footprint was given"}
    assert kept == {"type": EventType.FULFILLED, "data": {**data, "pfs": [{}]}}


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ([], "type"),
        ({}, "type"),
        ({"type": EventType.CREATED.value}, "type"),
        ({"type": f"{OLD}Created.v1", "data": {}}, "data.pf"),
        ({"type": f"{OLD}Created.v1", "data": {"pf": []}}, "data.pf"),
    ],
)
def test_what_is_no_event_of_the_older_form_is_refused_by_its_place(content, where):
    with pytest.raises(EventMalformed) as refused:
        event_as_v3(content)

    assert refused.value.facts["where"] == where


PARTNER = Partner(ENTERPRISE, OTHER_ENTERPRISE, "https://supplier.example/pact", None)


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("//supplier.example/3/events", True),
        ("//SUPPLIER.example:443", True),
        ("https://supplier.example", True),
        ("http://supplier.example:443", True),
        ("http://supplier.example", False),
        ("//supplier.example:8443", False),
        ("//other.example", False),
        ("supplier.example", False),
        ("//[", False),
        ("", False),
    ],
)
def test_the_source_of_an_event_is_the_registered_host_and_port(source, known):
    assert PARTNER.is_source(source) is known


def request_until(deadline: datetime) -> FootprintRequest:
    return FootprintRequest(
        ONE, RequestDirection.IN, ENTERPRISE, OTHER_ENTERPRISE, "r", {}, NOON, deadline
    )


@pytest.mark.parametrize(
    ("passed", "state"),
    [
        (timedelta(days=23), RequestState.OPEN),
        (timedelta(days=23, seconds=1), RequestState.DUE_SOON),
        (timedelta(days=30), RequestState.DUE_SOON),
        (timedelta(days=30, seconds=1), RequestState.OVERDUE),
    ],
)
def test_an_open_request_is_due_soon_for_a_week(passed, state):
    request = request_until(NOON + timedelta(days=30))

    request.must_be_open()
    assert request.state(NOON + passed) is state


@pytest.mark.parametrize(
    ("late_s", "state"), [(0, RequestState.ANSWERED), (1, RequestState.ANSWERED_LATE)]
)
def test_an_answer_at_the_deadline_is_in_time(late_s, state):
    answer = Answer(RequestOutcome.REJECTED, NOON + timedelta(seconds=late_s))
    request = replace(request_until(NOON), answer=answer)

    assert request.state(NOON + timedelta(days=99)) is state
    with pytest.raises(RequestAlreadyAnswered):
        request.must_be_open()


def test_a_request_is_for_the_one_owner_that_it_can_mean():
    first, second = (company_urn("host.example", each) for each in (ENTERPRISE, OTHER_ENTERPRISE))
    both = {ENTERPRISE, OTHER_ENTERPRISE}

    assert owner_asked({ENTERPRISE}, (), "host.example") == ENTERPRISE
    assert owner_asked(both, (second.upper(), "urn:other"), "host.example") == OTHER_ENTERPRISE
    for companies in ((), (first, second), ("urn:other",)):
        with pytest.raises(RequestUnroutable):
            owner_asked(both, companies, "host.example")


def test_the_platform_is_named_by_its_host_alone():
    assert issuer_domain("https://host.example:8443/path") == "host.example"
    assert issuer_domain("") == "localhost"


def test_a_class_is_read_whatever_its_case():
    assert cpc_of(["urn:other:1", "URN:PACT:productclassification:un-cpc:37112"]) == "37112"
    assert cpc_of(["urn:other:1"]) is None


def delivery(attempts: int, since: datetime = NOON) -> Delivery:
    return Delivery(ONE, ENTERPRISE, OTHER_ENTERPRISE, Errand.EVENT, {}, since, attempts)


@pytest.mark.parametrize(
    ("attempts", "roll", "pause_s"),
    [
        (1, 0, 15),
        (2, 0, 30),
        (1, 1, 18),
        (1, 0.5, 16.5),
        (11, 0, 15_360),
        (12, 0, 21_600),
        (99, 0, 21_600),
    ],
)
def test_pauses_double_from_a_quarter_of_a_minute_to_six_hours(attempts, roll, pause_s):
    due = next_attempt(delivery(attempts), NOON, roll)

    assert due == NOON + timedelta(seconds=pause_s)


def test_what_would_be_due_after_72_hours_is_given_up():
    last = NOON + timedelta(hours=66)

    assert next_attempt(delivery(30), last, 0) == NOON + timedelta(hours=72)
    assert next_attempt(delivery(30), last + timedelta(seconds=1), 0) is None
