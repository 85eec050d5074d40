"""What `make run` is told of a PACT partner."""

import json

import pytest

from tools.layout import Layout
from tools.run.exchange import Guest, GuestUnclear, guest_of, told

CLIENT = "tester:a-secret-of-16-characters"


def test_without_a_client_nobody_is_let_in():
    assert guest_of({}) is None
    assert guest_of({"EXCHANGE_CLIENT": ""}) is None


def test_a_client_is_an_id_and_a_secret_which_may_hold_colons():
    assert guest_of({"EXCHANGE_CLIENT": CLIENT}) == Guest(
        "tester", "a-secret-of-16-characters", None, None
    )
    assert guest_of({"EXCHANGE_CLIENT": "a:0123456789:abcdef"}).secret == "0123456789:abcdef"


def test_a_partner_may_have_addresses():
    given = {
        "EXCHANGE_CLIENT": CLIENT,
        "EXCHANGE_PARTNER": "https://p.example",
        "EXCHANGE_AUTH": "https://a.example",
    }

    assert guest_of(given) == Guest(
        "tester", "a-secret-of-16-characters", "https://p.example", "https://a.example"
    )


@pytest.mark.parametrize(
    "given",
    [
        {"EXCHANGE_PARTNER": "https://p.example"},
        {"EXCHANGE_CLIENT": "tester"},
        {"EXCHANGE_CLIENT": "tester:short"},
        {"EXCHANGE_CLIENT": ":a-secret-of-16-characters"},
    ],
)
def test_half_a_client_is_refused_by_the_name_of_its_variable(given):
    with pytest.raises(GuestUnclear, match="EXCHANGE_CLIENT"):
        guest_of(given)


def test_the_worker_alone_is_told_of_clients_at_partners():
    clients = json.dumps({"91120116MA0000007N": {}})

    assert told({"EXCHANGE_CREDENTIALS": clients}) == {
        "accounting-worker": {"EXCHANGE_CREDENTIALS": clients}
    }
    assert told({}) == {}


def test_a_platform_names_itself_by_its_public_address(tmp_path):
    assert Layout(tmp_path, 8080).public == "http://127.0.0.1:8080"
    assert Layout(tmp_path, 8080, public_url="https://x.example").public == "https://x.example"
