"""Certificate numbers, and places in the status lists."""

import secrets
from collections.abc import Callable, Set

from chassis.refusals import Unavailable

STATUS_LIST_SIZE = 131_072
"""Entries of one Bitstring Status List: the least that the recommendation allows, for privacy."""


class StatusListsFull(Unavailable):
    """Every place in the status lists is taken."""

    zh = "状态列表的 {size} 个位置已全部用完,暂时不能发证;请联系平台运维开设新列表。"
    en = "All {size} places of the status lists are taken; ask the operator to open new lists."


def certificate_number(body: str, year: int, serial: int) -> str:
    """Upper case, no spaces (national reporting rules): `2099901-CFP-2026-00001`.

    `body` is the approval number, such as CNCA-R-2099-901. Bodies with foreign capital (CNCA-RF)
    keep their F, so that no two bodies share a series.
    """
    _, kind, approved, serial_of_body = body.split("-")
    return f"{kind.removeprefix('R')}{approved}{serial_of_body}-CFP-{year}-{serial:05d}"


def draw_status_index(
    taken: Set[int], draw: Callable[[int], int] = secrets.randbelow, size: int = STATUS_LIST_SIZE
) -> int:
    """A free place, drawn at random so that neighbours in the list tell nothing."""
    if len(taken) >= size:
        raise StatusListsFull(size=size)
    while (index := draw(size)) in taken:
        continue
    return index
