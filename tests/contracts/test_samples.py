"""Gate: every payload that was ever published is still understood."""

import pytest
from jsonschema import Draft202012Validator

from chassis.outbox import _LARGEST_EVENT
from contracts.catalogue import events
from tests.contracts import samples
from tools.generate.schemas import schemas

NAMES = sorted(samples.payloads())


def test_every_event_has_a_sample():
    assert {name.partition("/")[0] for name in NAMES} == set(events())


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_still_read_with_nothing_lost(name):
    payload = samples.payloads()[name]

    event = samples.parsed()[name]

    assert payload.items() <= event.model_dump(mode="json").items()


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_the_form_that_its_schema_documents(name):
    schema = schemas()[name.partition("/")[0]]

    faults = list(Draft202012Validator(schema).iter_errors(samples.payloads()[name]))

    assert faults == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_small_enough_to_travel(name):
    assert len(samples.parsed()[name].model_dump_json().encode()) < _LARGEST_EVENT
