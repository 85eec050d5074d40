"""What routes share: the rights of the region."""

from typing import Annotated

from fastapi import Depends, Request

from packs.region import RegionPack


async def _pack(request: Request) -> RegionPack:
    pack: RegionPack = request.app.state.pack
    return pack


CurrentPack = Annotated[RegionPack, Depends(_pack)]
