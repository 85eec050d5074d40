"""Refusals: facts that a domain states when it will not do what was asked, in two languages."""

import re
from functools import partial
from typing import ClassVar


class Refusal(Exception):
    """A stated fact with a message for the caller, in Chinese and in English.

    Subclasses set the templates `zh` and `en`; `facts` fill them. The class name becomes the
    problem type, so renaming a refusal is an API change.
    """

    status: ClassVar[int] = 500
    zh: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.en.format(**facts))

    def __reduce__(self) -> tuple[object, ...]:
        """By its facts, so that a process can hand a refusal to another."""
        return partial(type(self), **self.facts), ()

    @property
    def challenge(self) -> str | None:
        """What `WWW-Authenticate` says (RFC 9110, 11.6.1), where another token would help."""
        return None

    @property
    def messages(self) -> dict[str, str]:
        return {"zh": self.zh.format(**self.facts), "en": self.en.format(**self.facts)}

    @classmethod
    def problem_type(cls) -> str:
        """`urn:tanbiao:problem:certificate-already-revoked` for `CertificateAlreadyRevoked`."""
        return "urn:tanbiao:problem:" + "-".join(cls._words()).lower()

    @classmethod
    def title(cls) -> str:
        return " ".join(cls._words()).capitalize()

    @classmethod
    def _words(cls) -> list[str]:
        return re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", cls.__name__)


class Invalid(Refusal):
    """The payload says something that cannot be."""

    status = 422


class Conflict(Refusal):
    """The state of things does not allow the command."""

    status = 409


class Missing(Refusal):
    """There is no such thing, or the caller may not know of it."""

    status = 404


class Denied(Refusal):
    """The caller is known and may not do this."""

    status = 403


class Unavailable(Refusal):
    """Something this depends on does not answer; trying again later may help."""

    status = 503
