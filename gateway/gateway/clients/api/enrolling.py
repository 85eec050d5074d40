"""The page on which an organisation proposes itself."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from chassis.problems import language
from chassis.routing import Router
from chassis.text import Pasted
from gateway.clients.formats.pages import POLICY, RoleChoice, enrolment_page
from gateway.values.api import CurrentPack
from packs.region import Role

router = Router(tags=["enrolment"])


@router.get("/enrol", response_class=HTMLResponse)
async def show_enrolment_form(
    request: Request, pack: CurrentPack, lang: Pasted | None = None
) -> HTMLResponse:
    """The form by which an organisation proposes itself, and asks what became of it."""
    chosen = lang if lang in ("zh", "en") else language(request.headers.get("accept-language"))
    roles = [
        RoleChoice(str(role), rights.name_zh if chosen == "zh" else rights.name_en)
        for role, rights in pack.roles.items()
        if role is not Role.OPERATOR
    ]
    headers = {"Content-Security-Policy": POLICY, "Content-Language": chosen}
    return HTMLResponse(enrolment_page(roles, chosen), headers=headers)
