"""The implementation rules that certification runs from."""

from typing import Annotated

from fastapi import Path, Query

from certification.rules.domain import PublishedRule, RuleSearch
from certification.rules.store import rules
from certification.rules.usecases import RuleNotFound, find_rule
from certification.values.domain.forms import View
from chassis import pages
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from chassis.written import Day
from packs.models import Rule

router = Router(prefix="/v1/rules", tags=["rules"])
Category = Annotated[Annotated[str, TextRule(most=50)] | None, Query(examples=["pv-module"])]
InForceOn = Annotated[Day | None, Query(description="The version in force on this day in China.")]
RuleCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9.:-]{0,49}$")]


class RuleView(View):
    """A rule version; a category with a catalogue item is open to the national scheme."""

    category: str
    catalogue_item: int | None
    """Number in the national pilot catalogue; null when it is not listed."""
    rule: Rule

    @classmethod
    def of(cls, published: PublishedRule) -> "RuleView":
        return cls(
            category=published.category,
            catalogue_item=published.catalogue_item,
            rule=published.rule,
        )


@router.get("", responses=problems(CursorInvalid))
async def list_rules(
    tx: Transaction,
    category: Category = None,
    in_force_on: InForceOn = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RuleView]:
    """The rule versions that fit, by code and version."""
    wanted = RuleSearch(category=category, in_force_on=in_force_on)
    after = pages.decode(cursor, str, str)
    found = await rules.list_rules(tx, wanted, after=after, limit=limit + 1)
    return page(found, limit, RuleView.of, lambda one: [one.rule.code, one.rule.version])


@router.get("/{code}", responses=problems(RuleNotFound, CursorInvalid))
async def list_rule_versions(
    code: RuleCode, tx: Transaction, limit: Limit = 50, cursor: Cursor = None
) -> Page[RuleView]:
    """All versions of one rule, oldest first."""
    found = await find_rule(tx, code, pages.decode(cursor, str, str), limit + 1)
    return page(found, limit, RuleView.of, lambda one: [one.rule.code, one.rule.version])
