"""Canonical JSON, against the published example of RFC 8785."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from chassis.canonical import canonical, rfc3339, sha256_hex


def test_members_are_sorted_by_utf16_code_units_as_rfc_8785_section_3_2_3_shows():
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }

    order = [line.split(":")[0] for line in canonical(value).decode().strip("{}").split('","')]

    assert [part.strip('"') for part in order] == [
        "\\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


def test_exact_values_become_plain_strings():
    value = {"mass": Decimal("1E+3"), "id": UUID(int=1), "count": 3, "none": None}

    assert canonical(value) == (
        b'{"count":3,"id":"00000000-0000-0000-0000-000000000001","mass":"1000","none":null}'
    )


def test_a_float_has_no_canonical_form():
    with pytest.raises(TypeError, match="float"):
        canonical({"mass": 0.1})


def test_moments_are_written_in_utc():
    shanghai = timezone(timedelta(hours=8))

    assert rfc3339(datetime(2026, 1, 1, 8, tzinfo=shanghai)) == "2026-01-01T00:00:00Z"
    assert rfc3339(datetime(2026, 1, 1, 0, 0, 0, 5, UTC)) == "2026-01-01T00:00:00.000005Z"


def test_a_moment_without_a_zone_has_no_canonical_form():
    naive = datetime(2026, 1, 1)  # noqa: DTZ001  That is the point.

    with pytest.raises(TypeError, match="without a time zone"):
        rfc3339(naive)
    with pytest.raises(TypeError, match="without a time zone"):
        canonical({"at": naive})


class Colour(StrEnum):
    RED = "red"


def test_dates_members_of_sets_and_tuples_become_what_json_has():
    value = {"day": date(2026, 1, 2), "colour": Colour.RED, "pair": (1, [True])}

    assert canonical(value) == b'{"colour":"red","day":"2026-01-02","pair":[1,[true]]}'


def test_a_type_without_an_agreed_form_is_named():
    with pytest.raises(TypeError, match="set has no canonical JSON form"):
        canonical({"all": {1}})


def test_sha256_of_the_empty_string_is_the_published_one():
    expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert sha256_hex(b"") == expected
