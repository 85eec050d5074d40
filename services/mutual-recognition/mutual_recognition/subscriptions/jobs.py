"""What the worker does for subscriptions: deliver, and show the keys it signs with."""

from functools import partial

from sqlalchemy import func, select

from chassis.outbound import Guard
from chassis.worker import Job
from mutual_recognition.feed.usecases import node_of
from mutual_recognition.subscriptions.remote import Webhooks
from mutual_recognition.subscriptions.settings import SendsWebhooks
from mutual_recognition.subscriptions.store.deliveries import JOB, PENDING
from mutual_recognition.subscriptions.store.tables import delivery, subscription
from mutual_recognition.subscriptions.usecases.deliveries import deliver_due
from mutual_recognition.subscriptions.usecases.keys import register_keys


def jobs(settings: SendsWebhooks) -> list[Job]:
    signing = settings.keys()
    guard = Guard(allow_private=settings.webhook_allow_private)
    send = Webhooks(signing, guard, settings.delivery_timeout_s).send
    deliver = partial(deliver_due, send=send, node=node_of(settings), lease=settings.lease)
    due = select(func.min(delivery.c.next_attempt_at)).where(PENDING)
    return [
        Job(JOB, 30, deliver, [delivery, subscription], due),
        Job("register keys", 300, partial(register_keys, keys=signing)),
    ]
