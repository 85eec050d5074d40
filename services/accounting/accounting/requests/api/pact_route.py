"""Routes of the PACT surface: every error in the form that its specification prescribes."""

import re
from collections.abc import Callable, Coroutine, Mapping
from typing import ClassVar

import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from chassis.auth import NotAuthenticated
from chassis.problems import RequestInvalid, language
from chassis.refusals import Refusal
from chassis.routing import ProtectedRoute

_CODES = {
    400: "BadRequest",
    401: "BadRequest",
    403: "AccessDenied",
    404: "NotFound",
    501: "NotImplemented",
}
_EXPIRED = "TokenExpired"
"""Of a token whose time is over, and of no other: what never was a token cannot expire."""
_AS_BAD_REQUEST = frozenset({405, 409, 413, 415, 422})
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
_INTERNAL = {
    "zh": "系统内部错误,请稍后重试。",
    "en": "Internal error; try again later.",
}
log = structlog.get_logger()


class PactRoute(ProtectedRoute):
    """Answers `{code, message}` where the rest of the platform answers problem documents."""

    codes: ClassVar[Mapping[int, str]] = _CODES
    statuses: ClassVar[Mapping[int, int]] = {}
    """Where a version of the specification wants another status."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[None, None, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except Refusal as refusal:
                return self._refused(request, refusal)
            except RequestValidationError as failure:
                return self._refused(request, RequestInvalid(count=len(failure.errors())))
            except HTTPException as failure:
                return self._answer(
                    failure.status_code, {"zh": failure.detail, "en": failure.detail}
                )
            except Exception as failure:
                log.error("request failed", path=request.url.path, exc_info=failure)
                return self._answer(500, _INTERNAL)

        return handle

    def _refused(self, request: Request, refusal: Refusal) -> Response:
        lang = language(request.headers.get("accept-language"))
        code = _EXPIRED if isinstance(refusal, NotAuthenticated) and refusal.expired else None
        answer = self._answer(refusal.status, refusal.messages, lang, code)
        if refusal.challenge:
            answer.headers["WWW-Authenticate"] = refusal.challenge
        return answer

    def _answer(
        self, status: int, messages: Mapping[str, str], lang: str = "en", code: str | None = None
    ) -> Response:
        status = 400 if status in _AS_BAD_REQUEST else status
        code = code or self.codes.get(status, "InternalError")
        body = {"code": code, "message": messages[lang]}
        sent = self.statuses.get(status, status)
        return JSONResponse(body, sent, {"Content-Language": lang})


def public_address(request: Request, fallback: str) -> str:
    """The address that the caller used, which its page links must keep.

    The gateway passes the public host on; anything that is not a host name is not repeated.
    """
    host = request.headers.get("x-forwarded-host") or request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return fallback
    scheme = request.headers.get("x-forwarded-proto") or fallback.partition(":")[0]
    return f"{'http' if scheme == 'http' else 'https'}://{host}"
