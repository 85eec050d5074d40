"""The day it is where the pilot takes place."""

from datetime import date, timedelta, timezone

from chassis import clock

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """The calendar day in China, which has one time zone; rules come into force at its midnight."""
    return clock.now().astimezone(CHINA).date()
