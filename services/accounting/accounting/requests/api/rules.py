"""The rule by which an enterprise answers requests that no person has to look at."""

from typing import Self

from pydantic import AwareDatetime, ConfigDict

from accounting.partners.domain.rules import ExchangeRule, UnknownProducts
from accounting.partners.usecases import rules
from accounting.values.domain.forms import Request, View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.routing import Router

router = Router(prefix="/v1/exchange-rule", tags=["supply chain"])


class ExchangeRuleRequest(Request):
    """What becomes of requests for products that the enterprise does not have: `ask` leaves them
    to a person, `reject` rejects them at once.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"unknown_products": "reject"}]})

    unknown_products: UnknownProducts
    """What is answered when a product is not known."""


class ExchangeRuleView(View):
    """The rule that stands; without `changed_at` nobody has set one."""

    unknown_products: UnknownProducts
    changed_at: AwareDatetime | None
    """When it was set last."""
    changed_by: str | None
    """Who set it last."""

    @classmethod
    def of(cls, rule: ExchangeRule) -> Self:
        return cls(**vars(rule))


@router.put("")
async def put_exchange_rule(
    request: ExchangeRuleRequest, caller: CurrentCaller, tx: Transaction
) -> ExchangeRuleView:
    """Set the rule. Requests that wait already still wait for a person."""
    return ExchangeRuleView.of(await rules.change(tx, caller, request.unknown_products))


@router.get("")
async def get_exchange_rule(caller: CurrentCaller, tx: Transaction) -> ExchangeRuleView:
    """The rule of the caller's enterprise."""
    return ExchangeRuleView.of(await rules.find(tx, caller.org))
