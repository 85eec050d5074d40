"""The implementation rules that certification runs from."""

from typing import Annotated

from fastapi import Path

from certification.rules.domain import PublishedRule
from certification.rules.store import rules
from certification.rules.usecases import RuleNotFound, find_rule
from certification.values.domain.forms import View
from chassis import pages
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router
from packs.models import Rule

router = Router(prefix="/v1/rules", tags=["rules"])
RuleCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9.:-]{0,49}$")]


class RuleView(View):
    """A rule version; a category with a catalogue item is open to the national scheme."""

    category: str
    catalogue_item: int | None
    rule: Rule

    @classmethod
    def of(cls, published: PublishedRule) -> "RuleView":
        return cls(
            category=published.category,
            catalogue_item=published.catalogue_item,
            rule=published.rule,
        )


@router.get("", responses=problems(CursorInvalid))
async def list_rules(tx: Transaction, limit: Limit = 50, cursor: Cursor = None) -> Page[RuleView]:
    """Every rule version of every category."""
    found = await rules.list_rules(tx, after=pages.decode(cursor, str, str), limit=limit + 1)
    return page(found, limit, RuleView.of, lambda one: [one.rule.code, one.rule.version])


@router.get("/{code}", responses=problems(RuleNotFound, CursorInvalid))
async def read_rule(
    code: RuleCode, tx: Transaction, limit: Limit = 50, cursor: Cursor = None
) -> Page[RuleView]:
    """All versions of one rule, oldest first."""
    found = await find_rule(tx, code, pages.decode(cursor, str, str), limit + 1)
    return page(found, limit, RuleView.of, lambda one: [one.rule.code, one.rule.version])
