"""What the gateway's worker does for clients: read the keys that they publish."""

from functools import partial

from sqlalchemy import func, select

from chassis.outbound import Guard
from chassis.worker import Job
from gateway.clients.remote import KeyReader
from gateway.clients.settings import ReadsKeys
from gateway.clients.store.tables import keys_address
from gateway.clients.usecases.addresses import read_due


def jobs(settings: ReadsKeys) -> list[Job]:
    read = KeyReader(Guard(allow_private=settings.keys_allow_private)).read
    due = select(func.min(keys_address.c.due_at))
    return [Job("read keys", 30, partial(read_due, read=read), [keys_address], due)]
