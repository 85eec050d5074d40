"""What the reason codes of the national tables mean."""

from typing import Literal

from certification.certificates.domain.reasons import ReasonWord
from certification.certificates.store import reasons
from certification.values.domain.forms import View
from chassis import pages
from chassis.database import Transaction
from chassis.forms import Words
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/reason-codes", tags=["certificates"])


class ReasonCodeView(View):
    act: Literal["suspension", "withdrawal", "cancellation"]
    """The table: a code means something else in each."""
    code: str
    words: Words
    """What it means."""
    stand_in: bool
    """Whether the words are the pilot's own, because the national ones were not found."""

    @classmethod
    def of(cls, word: ReasonWord) -> "ReasonCodeView":
        return cls.model_validate(
            {
                "act": word.act,
                "code": word.code,
                "words": Words(zh=word.zh, en=word.en),
                "stand_in": word.is_stand_in,
            }
        )


@router.get("", responses=problems(CursorInvalid))
async def list_reason_codes(
    tx: Transaction, limit: Limit = 50, cursor: Cursor = None
) -> Page[ReasonCodeView]:
    """Every reason why a certificate is suspended, withdrawn or cancelled, by table and code."""
    after = pages.decode(cursor, str, str)
    found = await reasons.page(tx, after, limit + 1)
    return page(found, limit, ReasonCodeView.of, lambda word: [word.act, word.code])
