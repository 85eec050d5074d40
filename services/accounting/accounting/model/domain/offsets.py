"""Offsets and credits: none may lower a footprint (GB/T 24067-2024, clause 1)."""

from collections.abc import Mapping

from chassis.refusals import Invalid


class OffsetRefused(Invalid):
    """A credit, an offset or an avoided burden was to lower a footprint."""

    zh = (
        "{where}:{what} 是抵消或扣减项,不得计入产品碳足迹(GB/T 24067-2024 不含抵消);请删除。"
        "回收材料请按再生投入建模,生物碳吸收请用 uptake。"
    )
    en = (
        "{where}: {what} is a credit or an offset, and none may lower a footprint "
        "(GB/T 24067-2024 leaves offsetting out). Remove it; model recycled material as an input, "
        "and biogenic uptake as `uptake`."
    )


_KINDS = frozenset(
    {"offset", "carbon-offset", "credit", "carbon-credit", "avoided", "avoided-burden", "removal"}
)


def no_offset(exchange: object) -> object:
    """The exchange itself, unless its kind says that it is a credit. Raises `OffsetRefused`."""
    if isinstance(exchange, Mapping):
        kind = exchange.get("kind")
        if isinstance(kind, str) and kind in _KINDS:
            id = exchange.get("id")
            where = id if isinstance(id, str) and id.isascii() and id.isprintable() else "-"
            raise OffsetRefused(where=where[:60], what=kind)
    return exchange
