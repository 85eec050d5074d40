"""Default heating values of fuels."""

from fastapi import Request

from accounting.factors.domain.fuels import DefaultFuel, read_fuels
from chassis.pages import Cursor, CursorInvalid, Limit, Page, part
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/fuels", tags=["published data"])


@router.get("", responses=problems(CursorInvalid))
async def list_fuels(
    request: Request, limit: Limit = 50, cursor: Cursor = None
) -> Page[DefaultFuel]:
    """Defaults of heating value, carbon content and oxidation by carrier. A product system states
    the values that it uses, so a measured calorific value takes a default's place."""
    folder = request.app.state.settings.packs_dir / "factors"
    kept = read_fuels((folder / "fuels.yaml").read_text("utf-8"))
    return part(kept, limit, cursor, lambda fuel: fuel)
