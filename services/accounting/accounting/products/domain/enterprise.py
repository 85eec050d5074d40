"""Enterprises: who makes a product and answers for its data."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from accounting.values.domain.text import Text
from chassis.refusals import Denied, Missing


class EnterpriseNotFound(Missing):
    """The caller's enterprise has not been registered yet."""

    zh = "企业 {uscc} 尚未登记;请先以 PUT /v1/enterprises/{uscc} 登记。"
    en = "Enterprise {uscc} is not registered; do so first with PUT /v1/enterprises/{uscc}."


class EnterpriseForeign(Denied):
    """A client tried to register an enterprise other than its own."""

    zh = "只能登记本企业({org}),不能登记 {uscc}。"
    en = "You may register your own enterprise ({org}) only, not {uscc}."


@dataclass(frozen=True)
class Enterprise:
    """A legal entity under its unified social credit code."""

    uscc: str
    name: Text
    division: str
    """GB/T 2260 code of its registered place."""


def own(uscc: str, *, org: str) -> str:
    """The code, if it is the caller's own. Raises `EnterpriseForeign`."""
    if uscc != org:
        raise EnterpriseForeign(uscc=uscc, org=org)
    return uscc


ENTERPRISE = TypeAdapter(Enterprise)
