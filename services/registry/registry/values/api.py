"""What the public routes know of this node and its region."""

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from chassis.routing import settings_of
from packs.models import categories
from packs.region import load_region
from registry.values.domain.bilingual import Bilingual
from registry.values.domain.directory import Directory
from registry.values.domain.node import Node, node


@cache
def _directory(packs: Path, region: str) -> Directory:
    pack = load_region(packs, region)
    return Directory(
        region=Bilingual(pack.name_zh, pack.name_en),
        names={party.id: Bilingual(party.name_zh, party.name_en) for party in pack.organisations},
        samples=frozenset(party.id for party in pack.organisations if party.sample),
        categories={c.code: Bilingual(c.name.zh, c.name.en) for c in categories(packs)},
    )


async def _node(request: Request) -> Node:
    return node(settings_of(request).public_url)


async def _directory_of(request: Request) -> Directory:
    settings = settings_of(request)
    return _directory(settings.packs_dir, settings.region)


ThisNode = Annotated[Node, Depends(_node)]
ThisDirectory = Annotated[Directory, Depends(_directory_of)]
