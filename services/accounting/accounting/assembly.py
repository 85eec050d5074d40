"""What the worker does beside events, put together from its settings."""

from functools import partial

from accounting.custody.usecases import audit as auditing
from accounting.impact.usecases.moves import Mover
from accounting.meters.store.stream_topics import StreamTopics
from accounting.meters.usecases.stream import MeterStream
from accounting.pact.domain.urns import issuer_domain
from accounting.partners.domain.host import Host
from accounting.partners.remote import GuardedTransport, Partners, read_credentials
from accounting.publications.usecases.certificates import keep_verified
from accounting.requests.usecases.deliveries import Dispatch, deliver, reject_overdue
from accounting.settings import AccountingWorkerSettings
from accounting.uploads.usecases.intake import Desk, take_in
from accounting.uploads.usecases.uploads import clean_up
from chassis.bus import client_options
from chassis.settings import Environment
from chassis.worker import Job


def jobs(settings: AccountingWorkerSettings) -> list[Job]:
    """Exchange with partners, what footprints say of certificates, what moves, what arrives."""
    transport = GuardedTransport(allow_private=settings.environment is Environment.DEVELOPMENT)
    credentials = read_credentials(settings.exchange_credentials.get_secret_value())
    host = Host(
        domain=issuer_domain(settings.public_url),
        source=f"{settings.public_url}/3/events",
        allow_private=settings.environment is Environment.DEVELOPMENT,
    )
    partners = Partners(credentials, transport, settings.exchange_timeout_s)
    dispatch = Dispatch(partners, host.source)
    stream = MeterStream(StreamTopics(client_options(settings)))
    return [
        Job("deliver to exchange partners", 1, partial(deliver, dispatch=dispatch)),
        Job("reject overdue requests", 60, partial(reject_overdue, source=host.source)),
        Job("say which footprints are certified", 1, partial(keep_verified, host=host)),
        Job("find what moves", 0.5, Mover().advance),
        Job("take readings off the bus", 2, stream.advance),
        Job("chain audit entries", 1, auditing.chain),
        *_uploads(settings),
    ]


def _uploads(settings: AccountingWorkerSettings) -> list[Job]:
    """Nothing where no place for files is configured: then nothing is received either."""
    files = settings.evidence_files()
    if files is None:
        return []
    desk = Desk(files, settings.upload_max_rows)
    return [
        Job("take in uploads", 0.5, partial(take_in, desk=desk)),
        Job("clean up uploads", 60, partial(clean_up, files=files)),
    ]
