"""Where the carbon of an elementary flow comes from."""

from enum import StrEnum


class Origin(StrEnum):
    """What a flow list says of the carbon, or of where the gas is released."""

    FOSSIL = "fossil"
    BIOGENIC = "biogenic"
    LAND_USE_CHANGE = "land-use-change"
    AIRCRAFT = "aircraft"
    UPTAKE = "uptake"
    UNSTATED = "unstated"
