"""What the gateway's routes need besides the transaction, put together once in `main`."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from gateway.usecases.authorization_server import Policy
from gateway.usecases.directory import Directory
from packs.region import RegionPack

PRINTABLE = r"^[^\x00-\x1f\x7f]+$"
"""Text on one line; PostgreSQL takes no NUL and logs should hold no line breaks."""


@dataclass(frozen=True)
class Context:
    """The region's rights, the authorization server's policy and the directory of interfaces."""

    pack: RegionPack
    policy: Policy
    directory: Directory


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


CurrentContext = Annotated[Context, Depends(_context)]
