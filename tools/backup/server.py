"""The database server of an installation, whether the platform runs or not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tools.stack import Stack


@asynccontextmanager
async def serving(stack: Stack) -> AsyncIterator[str]:
    """The administrator's URL of the server that runs, or of one that runs within the block."""
    if stack.local.attach():
        yield stack.local.admin_url
        return
    await stack.local.postgres.start()
    try:
        yield stack.local.admin_url
    finally:
        await stack.local.postgres.release()
