"""What the outcome of an attempt makes of a delivery and of its subscription."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from mutual_recognition.subscriptions.domain.deliveries import (
    Answer,
    Delivery,
    DeliveryState,
    Failure,
)
from mutual_recognition.subscriptions.domain.refusals import (
    EventTypeNotOffered,
    SubscriptionNeedsNoReactivation,
)
from mutual_recognition.subscriptions.domain.subscriptions import (
    OFFERED,
    Subscription,
    SubscriptionState,
    TroubleKind,
    check_event_types,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BUSY = Answer(503, Failure.STATUS)


@pytest.fixture
def delivery():
    return Delivery(uuid4(), uuid4(), 7, DeliveryState.PENDING, 0, NOON, NOON)


@pytest.fixture
def subscription():
    return Subscription(
        uuid4(), "beijing", "https://b.example/", OFFERED, SubscriptionState.ACTIVE, NOON, NOON
    )


def test_a_2xx_answer_ends_a_delivery(delivery):
    after = delivery.attempted(Answer(204, None), NOON, 0.5)

    assert (after.state, after.attempts, after.next_attempt_at) == (
        DeliveryState.DELIVERED,
        1,
        None,
    )


@pytest.mark.parametrize(
    "answer",
    [BUSY, Answer(302, Failure.STATUS), Answer(404, Failure.STATUS), Answer(None, Failure.TIMEOUT)],
)
def test_any_other_answer_is_tried_again(delivery, answer):
    after = delivery.attempted(answer, NOON, 0.5)

    assert after.state is DeliveryState.PENDING
    assert after.next_attempt_at == NOON + timedelta(seconds=5)


def test_a_subscriber_that_is_gone_is_not_asked_again(delivery):
    after = delivery.attempted(Answer(410, Failure.STATUS), NOON, 0.5)

    assert (after.state, after.next_attempt_at) == (DeliveryState.CANCELLED, None)


def test_a_delivery_is_exhausted_after_its_tenth_attempt(delivery):
    for _ in range(9):
        delivery = delivery.attempted(BUSY, NOON, 0.5)
    assert delivery.state is DeliveryState.PENDING

    last = delivery.attempted(BUSY, NOON, 0.5)

    assert (last.state, last.attempts) == (DeliveryState.EXHAUSTED, 10)


@pytest.mark.parametrize("state", [DeliveryState.CANCELLED, DeliveryState.DELIVERED])
def test_a_late_failure_changes_nothing_that_is_settled(delivery, state):
    settled = replace(delivery, state=state, next_attempt_at=None)

    assert settled.attempted(BUSY, NOON, 0.5) == replace(settled, attempts=1)


def test_an_event_that_arrived_is_delivered_even_if_it_was_cancelled_meanwhile(delivery):
    cancelled = replace(delivery, state=DeliveryState.CANCELLED, next_attempt_at=None)

    assert cancelled.attempted(Answer(200, None), NOON, 0.5).state is DeliveryState.DELIVERED


def test_an_exhausted_delivery_leaves_the_subscription_active_and_flagged(subscription):
    after = subscription.disturbed(TroubleKind.EXHAUSTED, NOON, position=7)

    assert after.state is SubscriptionState.ACTIVE
    assert after.trouble.repair_after == 6


def test_a_gone_subscriber_disables_the_subscription(subscription):
    after = subscription.disturbed(TroubleKind.GONE, NOON, position=7)

    assert after.state is SubscriptionState.DISABLED
    assert after.trouble.kind is TroubleKind.GONE


def test_repair_begins_before_the_first_lost_event(subscription):
    later = NOON + timedelta(hours=1)

    after = subscription.disturbed(TroubleKind.EXHAUSTED, NOON, position=3)
    after = after.disturbed(TroubleKind.GONE, later, position=9)
    after = after.disturbed(TroubleKind.EXHAUSTED, later, position=5)

    assert (after.trouble.kind, after.trouble.since) == (TroubleKind.GONE, NOON)
    assert after.trouble.repair_after == 2


def test_reactivation_clears_the_trouble(subscription):
    disabled = subscription.disturbed(TroubleKind.GONE, NOON, position=7)

    assert disabled.reactivated() == subscription


def test_a_subscription_without_trouble_needs_no_reactivation(subscription):
    with pytest.raises(SubscriptionNeedsNoReactivation):
        subscription.reactivated()


def test_a_subscription_without_filter_covers_every_offered_type():
    assert check_event_types(()) == OFFERED


def test_a_type_named_twice_counts_once():
    assert check_event_types((OFFERED[1], OFFERED[1])) == (OFFERED[1],)


def test_a_type_that_nobody_publishes_is_refused():
    with pytest.raises(EventTypeNotOffered, match=r"registry\.label\.issued\.v1"):
        check_event_types(("certification.certificate.issued.v1",))
