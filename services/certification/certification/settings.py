"""Every variable of certification, summed up by process."""

from certification.bundles.settings import KeepsArchive, OpensBundles
from certification.certificates.settings import SuspendsCertificates
from certification.issuers.settings import HoldsKeys
from chassis.settings import ApiSettings, WorkerSettings


class CertificationApiSettings(OpensBundles, SuspendsCertificates, ApiSettings):
    """The process that answers requests. It holds no key that signs."""


class CertificationWorkerSettings(KeepsArchive, HoldsKeys, WorkerSettings):
    """The process that publishes and consumes events, the only one that can reach signing keys."""
