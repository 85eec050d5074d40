"""One function per verb of mutual recognition."""

from mutual_recognition.usecases.delivering import deliver_due
from mutual_recognition.usecases.preparing import load_partners, register_keys
from mutual_recognition.usecases.publishing import publish
from mutual_recognition.usecases.subscribing import reactivate, subscribe, unsubscribe

__all__ = [
    "deliver_due",
    "load_partners",
    "publish",
    "reactivate",
    "register_keys",
    "subscribe",
    "unsubscribe",
]
