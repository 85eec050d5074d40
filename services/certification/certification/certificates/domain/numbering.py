"""Certificate numbers, and places in the status lists."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from contracts.event import of_this_tenant

STATUS_LIST_SIZE = 131_072
"""Entries of one Bitstring Status List: the least that the recommendation allows, for privacy."""
_DRAWS = 32


@dataclass(frozen=True)
class StatusPlace:
    """The bit that a certificate has in a pair of lists, one for suspension, one for revocation."""

    status_list: int
    """Number of the pair, from 1; the next one begins by itself when one is nearly full."""
    status_index: int


def certificate_number(body: str, year: int, serial: int) -> str:
    """Upper case, no spaces (national reporting rules): `2099901-CFP-2026-00001`.

    `body` is the approval number, such as CNCA-R-2099-901. Bodies with foreign capital (CNCA-RF)
    keep their F, so that no two bodies share a series. In the test tenant it says `CFPT`.
    """
    _, kind, approved, serial_of_body = body.split("-")
    series = "CFP" if of_this_tenant(False) else "CFPT"
    return f"{kind.removeprefix('R')}{approved}{serial_of_body}-{series}-{year}-{serial:05d}"


def draw_places(
    newest: int, draw: Callable[[int], int] = secrets.randbelow
) -> tuple[StatusPlace, ...]:
    """Places to try in turn: some of the newest pair of lists, then some of the one after it.

    At random, so that neighbours in a list tell nothing. All draws from the newest pair are taken
    only when it is about four fifths full, and the next pair is begun then: nobody counts places.
    """
    return tuple(
        StatusPlace(number, draw(STATUS_LIST_SIZE))
        for number in (newest, newest + 1)
        for _ in range(_DRAWS)
    )
