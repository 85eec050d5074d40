"""What the worker does for the archive: fetch bundles, change their key, delete them in time."""

from functools import partial

import structlog

from certification.bundles.settings import KeepsArchive
from certification.bundles.store import bundles
from certification.bundles.store.tables import kept_bundle
from certification.bundles.usecases import conceal_anew, fetch, forget
from chassis.reconciling import Asks
from chassis.worker import Job

log = structlog.get_logger()


def jobs(settings: KeepsArchive) -> list[Job]:
    forgetting = Job("forget bundles", 3600, partial(forget, after=settings.archive_period))
    if (keys := settings.bundle_keys()) is None:
        return [forgetting]
    return [forgetting, Job("conceal bundles anew", 3600, partial(conceal_anew, keys=keys))]


def asking(asks: Asks, *, settings: KeepsArchive) -> list[Job]:
    """The job for which accounting is asked; none without a key to keep what it answers."""
    if (keys := settings.bundle_keys()) is None:
        log.warning("BUNDLE_KEYS_FILE is not set: no sealed bundle is kept")
        return []
    return [Job(bundles.JOB, 30, partial(fetch, asks=asks, keys=keys), [kept_bundle])]
