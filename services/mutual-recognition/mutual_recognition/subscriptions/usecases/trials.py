"""Test webhooks: asked for by the owner, sent once by the worker."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside, clock
from chassis.database import Database
from mutual_recognition.feed.domain import Node
from mutual_recognition.subscriptions.domain.refusals import SubscriptionTestUnderWay
from mutual_recognition.subscriptions.domain.subscriptions import Subscription
from mutual_recognition.subscriptions.domain.trials import Trial, body
from mutual_recognition.subscriptions.store import subscriptions, trials
from mutual_recognition.subscriptions.usecases.deliveries import Ask, Send, proven

_BATCH = 8


async def try_out(tx: AsyncConnection, org: str, id: UUID) -> Trial:
    """Have a test sent to a subscription's address."""
    await subscriptions.get(tx, org, id, lock=True)
    if await trials.is_under_way(tx, id):
        raise SubscriptionTestUnderWay(id=id)
    trial = Trial(uuid4(), id, clock.now())
    await trials.add(tx, trial)
    return trial


async def send_tests(
    database: Database, *, send: Send, ask: Ask, node: Node, lease: timedelta
) -> bool:
    """Send a few tests, one after the other. True when there may be more."""
    async with database.transaction() as tx:
        now = clock.now()
        due = await trials.claim(tx, now, now + lease, _BATCH)
    for trial, subscription in due:
        async with aside.attempt(database, trials.JOB) as attempt:
            attempt.at(trial.id)
            await _send(database, trial, subscription, send, ask, node)
    return bool(due)


async def _send(
    database: Database, trial: Trial, of: Subscription, send: Send, ask: Ask, node: Node
) -> None:
    answer = await proven(database, of.id, of.url, ask) if of.proven_at is None else None
    if answer is None:
        answer = await send(of.url, str(trial.id), body(trial, of, node))
    async with database.transaction() as tx:
        await trials.save_answer(tx, trial.id, answer, clock.now())
