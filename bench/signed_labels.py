"""Fills a register with signed labels by COPY: what the sequencer writes, much faster than it.

Every label has a credential of full size under the signature of a sample body, its leaf and the
nodes of the log, and its row in what is searched. One label in a hundred is suspended, one
withdrawn, one has ended.
"""

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.certification import CertificateIssued
from registry.labels.domain.entry import label_entry
from registry.labels.domain.label import Label, Publication, series_for
from registry.log.domain.merkle import Frontier
from registry.log.store import log
from tests.registry.node import SampleBody
from tests.registry.world import footprint

PLACES = 100_000
"""Of a pair of status lists that are given away before the next one begins."""
_BLOCK = 5_000
_BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
_KINDS = (
    "双玻光伏组件",
    "单晶光伏组件",
    "实木复合地板",
    "强化地板",
    "胶合板",
    "纤维板",
    "办公桌",
    "衣柜",
)
_TOWNS = ("天津", "北京", "石家庄", "唐山", "保定", "廊坊", "沧州", "秦皇岛")


def certificate(number: int, body: SampleBody) -> CertificateIssued:
    """The certificate of a number; its neighbours differ in product and maker."""
    maker = number % 5_000
    kind, town = _KINDS[number % 8], _TOWNS[maker % 8]
    ended = number % 100 == 2
    began = _BEGAN - timedelta(days=800) if ended else _BEGAN + timedelta(seconds=number)
    product = footprint(
        id=UUID(int=number + 1),
        name_zh=f"{kind} 型号{number:07}",
        name_en=f"Sample product {number:07}",
        model=f"TB-{number:07}",
        enterprise=f"91120116MA{maker:07}N",
        enterprise_name_zh=f"{town}第{maker}示例制造有限公司",
        enterprise_name_en=f"Sample Maker {maker} Co., Ltd.",
        site_division=f"1201{1 + maker % 16:02}",
        category="pv-module" if number % 8 < 2 else "furniture",
    ).product
    facts = {
        "certificate_id": UUID(int=number + 1),
        "certificate_number": f"2099901-CFP-2026-{number:08}",
        "product": product,
        "status_list": 1 + number // PLACES,
        "status_index": number % PLACES,
        "valid_from": began,
        "valid_until": began + timedelta(days=730),
        "issued_at": began,
    }
    return body.certificate(**facts)


def labels(first: int, last: int, leaf: int, body: SampleBody) -> Iterator[Label]:
    """Published labels of these numbers; `leaf` is the index of the first one's."""
    for place, number in enumerate(range(first, last)):
        issued = certificate(number, body)
        at = issued.issued_at
        yield Label(
            series_for(issued, at.year).number(number + 1), issued, Publication(leaf + place, at)
        )


async def fill(
    admin: asyncpg.Connection, tx: AsyncConnection, body: SampleBody, first: int, last: int
) -> None:
    """Add the labels from `first` up to `last`; `tx` reads where the log stands."""
    frontier = await log.frontier(tx)
    start = frontier.size
    found = labels(first, last, start, body)
    while block := list(islice(found, _BLOCK)):
        frontier = await _copy(admin, block, frontier)
    await admin.execute(_SEARCH, start)
    await admin.execute("vacuum analyze")


async def _copy(admin: asyncpg.Connection, block: list[Label], frontier: Frontier) -> Frontier:
    leaves, nodes, rows, public = [], list[tuple[object, ...]](), [], []
    for label in block:
        entry, at = label_entry(label), label.certificate.issued_at
        index = frontier.size
        frontier, completed = frontier.append(entry.leaf)
        leaves.append((index, entry.kind.value, entry.identity, entry.leaf, entry.data, at))
        nodes += [(node.level, node.place, hash_) for node, hash_ in completed.items()]
        rows.append(_row(label))
        public.append((str(label.number), index, at))
    await admin.copy_records_to_table("label", records=rows, columns=_LABEL)
    await admin.copy_records_to_table("log_leaf", records=leaves)
    await admin.copy_records_to_table("log_node", records=nodes)
    await admin.copy_records_to_table("label_publication", records=public)
    bits = [bit for label in block for bit in _bits(label)]
    await admin.copy_records_to_table("status_bit", records=bits, columns=_BIT)
    return frontier


_LABEL = (
    "number",
    "certificate_id",
    "certificate_number",
    "status_list",
    "status_index",
    "certificate",
    "registered_at",
)
_BIT = ("purpose", "list_number", "status_index", "is_set")
_SEARCH = importlib.import_module("registry.migrations.versions.0004_label_search")._KNOWN
# What the migration finds, of the labels that are new.
_SEARCH = _SEARCH.rstrip().rstrip(";") + " where log_index >= $1"


def _row(label: Label) -> tuple[object, ...]:
    issued = label.certificate
    return (
        str(label.number),
        issued.certificate_id,
        issued.certificate_number,
        issued.status_list,
        issued.status_index,
        issued.model_dump_json(),
        issued.issued_at,
    )


def _bits(label: Label) -> Iterator[tuple[object, ...]]:
    issued = label.certificate
    number = issued.certificate_id.int - 1
    for purpose, rest in (("suspension", 0), ("revocation", 1)):
        if number % 100 == rest:
            yield purpose, issued.status_list, issued.status_index, True
