"""Recording what an import lost, having people settle it, and refusing to compute before."""

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.foreign.domain.losses import (
    Loss,
    LossAlreadySettled,
    LossesUnsettled,
    LossNeedsPerson,
    LossNotFound,
    RecordedLoss,
    SettledLoss,
)
from accounting.foreign.domain.search import LossesAsked
from accounting.foreign.store import losses as store
from accounting.inventory.usecases import systems
from accounting.values.domain.resolutions import Resolution
from chassis import clock
from chassis.auth import Caller


async def record(tx: AsyncConnection, org: str, system: UUID, losses: Iterable[Loss]) -> None:
    """Keep what an import could not carry beside the system that came of it."""
    at = clock.now()
    found = [RecordedLoss(uuid4(), org, system, at, loss) for loss in losses]
    await store.add(tx, found, of=org)


async def page(
    tx: AsyncConnection, org: str, system: UUID, asked: LossesAsked
) -> list[RecordedLoss]:
    """What was lost of the caller's system, newest first."""
    await systems.read_system(tx, org, system)
    return await store.page(tx, system, asked)


async def every(tx: AsyncConnection, system: UUID) -> list[RecordedLoss]:
    """All that the import of a system lost, whether it can change the footprint or not."""
    return await store.of_system(tx, system)


async def settle(
    tx: AsyncConnection, caller: Caller, system: UUID, losses: Sequence[UUID], reason: str
) -> list[RecordedLoss]:
    """Say why losses are in order, or what was done about them: one reason for all of these.

    A machine cannot answer for it. Raises `LossNeedsPerson`.
    """
    if caller.person is None:
        raise LossNeedsPerson
    await systems.read_system(tx, caller.org, system)
    wanted = set(losses)
    found = {each.id: each for each in await store.material(tx, system)}
    if unknown := sorted(wanted - found.keys()):
        raise LossNotFound(id=unknown[0])
    settlement = Resolution(reason, clock.now(), caller.person)
    settled = await store.settle(tx, sorted(wanted), settlement, of=caller.org)
    if late := sorted(wanted - settled):
        raise LossAlreadySettled(id=late[0])
    return [each for each in await store.material(tx, system) if each.id in wanted]


async def settled(tx: AsyncConnection, system: UUID) -> tuple[SettledLoss, ...]:
    """What a calculation of the system rests on besides its model. Raises `LossesUnsettled`."""
    found = await store.material(tx, system)
    if waiting := [each.loss for each in found if each.is_open]:
        raise LossesUnsettled.of(system, waiting)
    return tuple(
        sorted(
            (SettledLoss.of(each.loss, each.settlement) for each in found if each.settlement),
            key=lambda loss: (loss.place, loss.what.zh, loss.what.en),
        )
    )
