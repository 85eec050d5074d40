"""What the public routes know of this node and its region."""

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from packs.models import categories
from packs.region import load_region
from registry.domain.bilingual import Bilingual
from registry.domain.did import Node, node
from registry.domain.directory import Directory
from registry.settings import Settings


@cache
def _directory(packs: Path, region: str) -> Directory:
    pack = load_region(packs, region)
    return Directory(
        region=Bilingual(pack.name_zh, pack.name_en),
        names={party.id: Bilingual(party.name_zh, party.name_en) for party in pack.organisations},
        samples=frozenset(party.id for party in pack.organisations if party.sample),
        categories={c.code: Bilingual(c.name.zh, c.name.en) for c in categories(packs)},
    )


def _node(request: Request) -> Node:
    settings: Settings = request.app.state.settings
    return node(settings.public_url)


def _directory_of(request: Request) -> Directory:
    settings: Settings = request.app.state.settings
    return _directory(settings.packs_dir, settings.region)


ThisNode = Annotated[Node, Depends(_node)]
ThisDirectory = Annotated[Directory, Depends(_directory_of)]
