"""Certification bodies, and the natural persons who act for them."""

from dataclasses import dataclass

from certification.values.domain.sight import Sight
from chassis.refusals import Denied


class PersonNotNamed(Denied):
    """A step needs a natural person, and the token is bound to none."""

    zh = "办理认证程序须由具名人员负责,您的令牌未绑定人员;请使用绑定人员的客户端。"
    en = "Certification steps are done by named persons; use a client that is bound to a person."


@dataclass(frozen=True)
class Body:
    """A certification body approved by CNCA."""

    number: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Person:
    """A natural person who acts for a certification body."""

    body: str
    id: str

    @classmethod
    def of(cls, org: str, person: str | None) -> "Person":
        """Raises `PersonNotNamed` when the token is bound to nobody."""
        if not person:
            raise PersonNotNamed
        return cls(org, person)

    @property
    def sight(self) -> Sight:
        return Sight(body=self.body)
