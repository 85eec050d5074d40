"""The small values of PACT v3: decimals as strings, URNs, moments, and its closed sets."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.alias_generators import to_camel

from chassis.canonical import rfc3339

_LARGEST_EXPONENT = 30
_MOST_DIGITS = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def _decimal(value: object) -> object:
    """Text of a decimal; the specification allows exponents, its own pattern does not."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise ValueError('decimals are JSON strings, such as "12.5"')
    try:
        number = Decimal(value)
    except ArithmeticError:
        raise ValueError("this is not a decimal number") from None
    if not number.is_finite() or len(number.as_tuple().digits) > _MOST_DIGITS:
        raise ValueError("a decimal is finite and has at most 60 digits")
    if abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError("a decimal lies between 1e-30 and 1e30")
    return number


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError('a moment is RFC 3339 text, such as "2026-01-31T00:00:00Z"')
    return value


def _in_utc(value: datetime) -> datetime:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError(f"a moment lies between the years {_FIRST_YEAR} and {_LAST_YEAR}")
    return value.astimezone(UTC)


def _as_written(value: Decimal) -> str:
    """Without an exponent, and with the zeros that say how precise a figure is."""
    return format(value, "f")


Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(_as_written, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["12.5"]}),
]
Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_moment),
    AfterValidator(_in_utc),
    PlainSerializer(rfc3339, return_type=str),
]
Urn = Annotated[str, StringConstraints(pattern=r"^[uU][rR][nN]:", max_length=2_000)]
"""The specification fixes the prefix alone, in any case."""


class DeclaredUnit(StrEnum):
    LITER = "liter"
    KILOGRAM = "kilogram"
    CUBIC_METER = "cubic meter"
    KILOWATT_HOUR = "kilowatt hour"
    MEGAJOULE = "megajoule"
    TON_KILOMETER = "ton kilometer"
    SQUARE_METER = "square meter"
    PIECE = "piece"
    HOUR = "hour"
    MEGABIT_SECOND = "megabit second"


class Status(StrEnum):
    ACTIVE = "Active"
    DEPRECATED = "Deprecated"


class Region(StrEnum):
    """The regions and sub-regions of UN M49 that a footprint may name."""

    AFRICA = "Africa"
    AMERICAS = "Americas"
    ASIA = "Asia"
    EUROPE = "Europe"
    OCEANIA = "Oceania"
    AUSTRALIA_AND_NEW_ZEALAND = "Australia and New Zealand"
    CENTRAL_ASIA = "Central Asia"
    EASTERN_ASIA = "Eastern Asia"
    EASTERN_EUROPE = "Eastern Europe"
    LATIN_AMERICA_AND_THE_CARIBBEAN = "Latin America and the Caribbean"
    MELANESIA = "Melanesia"
    MICRONESIA = "Micronesia"
    NORTHERN_AFRICA = "Northern Africa"
    NORTHERN_AMERICA = "Northern America"
    NORTHERN_EUROPE = "Northern Europe"
    POLYNESIA = "Polynesia"
    SOUTH_EASTERN_ASIA = "South-eastern Asia"
    SOUTHERN_ASIA = "Southern Asia"
    SOUTHERN_EUROPE = "Southern Europe"
    SUB_SAHARAN_AFRICA = "Sub-Saharan Africa"
    WESTERN_ASIA = "Western Asia"
    WESTERN_EUROPE = "Western Europe"


class Operator(StrEnum):
    PEF = "PEF"
    EPD_INTERNATIONAL = "EPD International"
    OTHER = "Other"


class CcuApproach(StrEnum):
    CUT_OFF = "Cut-off"
    CREDIT = "Credit"


class Coverage(StrEnum):
    MODEL = "PCF calculation model"
    PROGRAM = "PCF program"
    PRODUCT = "product level"


def wire_name(name: str) -> str:
    """`biogenic_non_co2_emissions` is `biogenicNonCO2Emissions` on the wire."""
    return to_camel(name).replace("Co2", "CO2").replace("Dqr", "DQR")


class Wire(BaseModel):
    """Lenient in: null is absent, unknown members are kept. Strict out: nothing null."""

    model_config = ConfigDict(
        alias_generator=wire_name, validate_by_name=True, extra="allow", frozen=True
    )

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, value: object) -> object:
        if isinstance(value, dict):
            return {name: member for name, member in value.items() if member is not None}
        return value

    def written(self) -> dict[str, object]:
        """The JSON object as it goes out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
