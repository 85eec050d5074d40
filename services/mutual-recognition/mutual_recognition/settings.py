"""Every variable of mutual recognition, summed up by process."""

from chassis.settings import ApiSettings, WorkerSettings
from mutual_recognition.subscriptions.settings import CallsSubscribers, SendsWebhooks


class RecognitionApiSettings(CallsSubscribers, ApiSettings):
    """The process that answers. It holds no key; the public halves are in the database."""


class RecognitionWorkerSettings(SendsWebhooks, WorkerSettings):
    """The process that consumes and delivers, which alone signs."""
