"""The small values of PACT v3: decimals as strings, URNs, moments, and its closed sets."""

import re
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


_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def decimal_of(text: str) -> Decimal:
    """The number that a text of the specification's grammar says: a sign, digits and a point.

    Raises `ValueError`. The parsers of the language read more: underscores, digits of every
    script, exponents, a plus and blanks around; what a partner meant by these is not known.
    """
    if not _DECIMAL.fullmatch(text):
        raise ValueError(
            "not a decimal, which is finite, lies between 1e-30 and 1e30, and has digits from 0 "
            'to 9, at most one point and one minus and no exponent, such as "-12.5"'
        )
    number = Decimal(text)
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        raise ValueError("a decimal has at most 60 digits")
    if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError("a decimal lies between 1e-30 and 1e30")
    return number


def _decimal(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise ValueError('decimals are JSON strings, such as "12.5"')
    return decimal_of(value)


def _moment(value: object) -> object:
    """RFC 3339, of which seconds may be missing; a bare number would be read as an epoch."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
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


class PactUnit(StrEnum):
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


WITHOUT_MASS = frozenset(
    {
        PactUnit.KILOWATT_HOUR,
        PactUnit.MEGAJOULE,
        PactUnit.TON_KILOMETER,
        PactUnit.HOUR,
        PactUnit.MEGABIT_SECOND,
    }
)
"""Units of energy, transport and services, which weigh nothing."""


class FootprintStatus(StrEnum):
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


_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW "
)
COUNTRIES = frozenset(_COUNTRIES.split())
"""Countries and areas of ISO 3166-1, alpha-2."""


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
