"""What the worker does for subscriptions: deliver, and show the keys it signs with."""

from functools import partial
from urllib.parse import urlsplit

from sqlalchemy import func, select

from chassis.outbound import Guard
from chassis.worker import Job
from mutual_recognition.feed.usecases import node_of
from mutual_recognition.subscriptions.domain.subscriptions import SubscriptionState
from mutual_recognition.subscriptions.remote import Webhooks
from mutual_recognition.subscriptions.settings import SendsWebhooks
from mutual_recognition.subscriptions.store import trials
from mutual_recognition.subscriptions.store.deliveries import JOB, PENDING
from mutual_recognition.subscriptions.store.tables import delivery, subscription, subscription_test
from mutual_recognition.subscriptions.usecases.deliveries import deliver_due
from mutual_recognition.subscriptions.usecases.keys import register_keys
from mutual_recognition.subscriptions.usecases.trials import send_tests


def jobs(settings: SendsWebhooks) -> list[Job]:
    signing = settings.keys()
    guard = Guard(allow_private=settings.webhook_allow_private)
    origin = urlsplit(settings.public_url).hostname or "localhost"
    node = node_of(settings)
    webhooks = Webhooks(signing, guard, settings.delivery_timeout_s, origin, node.source)
    send, ask = webhooks.send, webhooks.ask
    deliver = partial(deliver_due, send=send, ask=ask, node=node, lease=settings.lease)
    test = partial(send_tests, send=send, ask=ask, node=node, lease=settings.lease)
    sent = subscription.c.state == SubscriptionState.ACTIVE
    due = select(func.min(delivery.c.next_attempt_at)).select_from(delivery.join(subscription))
    asked = select(func.min(subscription_test.c.due_at))
    return [
        Job(JOB, 30, deliver, [delivery, subscription], due.where(PENDING, sent)),
        Job("register keys", 300, partial(register_keys, keys=signing)),
        Job(trials.JOB, 30, test, [subscription_test], asked),
    ]
