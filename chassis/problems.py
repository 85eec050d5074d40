"""Errors as RFC 9457 problem documents, in Chinese and English, with a trace id."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.openapi.problem import example
from chassis.refusals import Invalid, Missing, Refusal
from chassis.telemetry import trace_id

MEDIA_TYPE = "application/problem+json"
_RETRY_S = "2"
"""What a caller is asked to wait when something does not answer; nearly all is back by then."""
log = structlog.get_logger()


class RequestInvalid(Invalid):
    """The payload or a parameter does not have the documented form; `errors` lists each place."""

    zh = "请求内容有 {count} 处不符合要求,请按 errors 逐项更正后重新提交。"
    en = "The request has {count} fault(s); correct each one listed in errors and send it again."


class RouteNotFound(Missing):
    """No such address."""

    zh = "没有这个地址:{path}。请查看 /docs 中的接口目录。"
    en = "There is no such address: {path}. See /docs for the directory of interfaces."


class MethodNotAllowed(Refusal):
    """The address exists and does not take this method."""

    status = 405
    zh = "此地址不支持 {method} 方法,请查看 /docs。"
    en = "This address does not take {method}; see /docs."


class RequestRefused(Refusal):
    """The HTTP layer refused the request, for example because its body is not JSON."""

    status = 400
    zh = "请求无法处理:{reason}"
    en = "The request cannot be processed: {reason}"


class InternalError(Refusal):
    """Something unexpected happened here; nothing of the request was kept."""

    zh = "系统内部错误,本次请求未产生任何改动。请稍后重试;若仍失败,请提供 trace_id 联系运维。"
    en = "Internal error; nothing was changed. Try again, and report the trace_id if it persists."


def language(accept_language: str | None) -> str:
    """`en` when the first language asked for is English, else `zh`."""
    first = (accept_language or "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"


def problem(
    refusal: Refusal, *, instance: str, lang: str, errors: Sequence[Mapping[str, object]] = ()
) -> dict[str, object]:
    """The RFC 9457 document for a refusal."""
    messages = refusal.messages
    body: dict[str, object] = {
        "type": refusal.problem_type(),
        "title": refusal.title(),
        "status": refusal.status,
        "detail": messages[lang],
        "messages": messages,
        "instance": instance,
        "trace_id": trace_id(),
    }
    return {**body, "errors": list(errors)} if errors else body


def explained_at(refusal: Refusal) -> str:
    """The `Link` to what the platform's pages say of a problem; its type is a name, no address."""
    name = refusal.problem_type().rpartition(":")[2]
    return f'</docs/problems#{name}>; rel="help"'


def problem_response(
    request: Request, refusal: Refusal, errors: Sequence[Mapping[str, object]] = ()
) -> JSONResponse:
    lang = language(request.headers.get("accept-language"))
    body = problem(refusal, instance=request.url.path, lang=lang, errors=errors)
    headers = {"WWW-Authenticate": challenge} if (challenge := refusal.challenge) else {}
    headers |= {"Content-Language": lang, "Link": explained_at(refusal)}
    if (number := trace_id()) is not None:
        headers["X-Request-Id"] = number
    if refusal.status == 503:
        headers["Retry-After"] = _RETRY_S
    if refusal.status == 429:
        headers["Retry-After"] = str(refusal.facts.get("seconds", 1))
    if refusal.status == 408:
        # The rest of the body may never come, so no other request is waited for behind it.
        headers["Connection"] = "close"
    return JSONResponse(body, refusal.status, headers, media_type=MEDIA_TYPE)


def problems(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """Document the refusals of a route: one OpenAPI response for each status."""
    documented: dict[int | str, dict[str, Any]] = {}
    for status in sorted({refusal.status for refusal in refusals}):
        here = [refusal for refusal in refusals if refusal.status == status]
        documented[status] = {
            "description": "; ".join((r.__doc__ or r.title()).strip().split("\n")[0] for r in here),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {r.__name__: {"value": example(r)} for r in here},
                }
            },
        }
    return documented


def install(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""

    async def refused(request: Request, failure: Exception) -> JSONResponse:
        assert isinstance(failure, Refusal)  # noqa: S101  Registered for this class only.
        return problem_response(request, failure)

    async def invalid(request: Request, failure: Exception) -> JSONResponse:
        assert isinstance(failure, RequestValidationError)  # noqa: S101  As above.
        faults = [_fault(error) for error in failure.errors()]
        return problem_response(request, RequestInvalid(count=len(faults)), faults)

    async def http(request: Request, failure: Exception) -> JSONResponse:
        assert isinstance(failure, HTTPException)  # noqa: S101  As above.
        return problem_response(request, _from_http(request, failure))

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_middleware(Unexpected)


class Unexpected:
    """ASGI middleware: what nobody foresaw is answered and logged here, and goes no further.

    A server that sees an exception after the answer ends the connection without saying so, and the
    next request on it would be lost. Only an answer that has begun is cut.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except ClientDisconnect:
            # Nobody is there to be answered, and hundreds may leave at once.
            log.info("the sender left", path=scope["path"])
        except Exception as failure:
            if scope["type"] != "http":
                raise
            log.error("request failed", path=scope["path"], exc_info=failure)
            if begun:
                raise
            await problem_response(Request(scope), InternalError())(scope, receive, send)


def _from_http(request: Request, failure: HTTPException) -> Refusal:
    if failure.status_code == 404:
        return RouteNotFound(path=request.url.path)
    if failure.status_code == 405:
        return MethodNotAllowed(method=request.method)
    refusal = RequestRefused(reason=failure.detail)
    refusal.status = failure.status_code  # type: ignore[misc]  # One instance, not the class.
    return refusal


_ZH = {
    "missing": "缺少必填项",
    "extra_forbidden": "不认识此字段,请删除",
    "parameter_unknown": "没有这个参数,请删除或改用已有的参数",
    "parameter_repeated": "此参数只能出现一次",
    "header_malformed": "请求头格式不符",
    "body_unexpected": "此接口不接收请求正文,请去掉",
    "json_invalid": "不是有效的 JSON",
    "string_type": "应为字符串",
    "string_too_short": "长度不足",
    "string_too_long": "超过最大长度",
    "string_pattern_mismatch": "格式不符",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "bool_type": "应为 true 或 false",
    "decimal_parsing": "应为十进制数字字符串",
    "decimal_type": "应为十进制数字字符串",
    "decimal_max_digits": "数字位数过多",
    "finite_number": "应为有限数值",
    "greater_than": "数值过小",
    "greater_than_equal": "数值过小",
    "less_than": "数值过大",
    "less_than_equal": "数值过大",
    "enum": "不在可选值之内",
    "literal_error": "不在可选值之内",
    "uuid_parsing": "应为 UUID",
    "date_from_datetime_parsing": "应为日期 YYYY-MM-DD",
    "date_parsing": "应为日期 YYYY-MM-DD",
    "datetime_from_date_parsing": "应为带时区的时间(RFC 3339)",
    "datetime_parsing": "应为带时区的时间(RFC 3339)",
    "timezone_aware": "时间须带时区",
    "too_short": "条目过少",
    "too_long": "条目过多",
    "url_parsing": "应为有效网址",
    "dict_type": "应为对象",
    "model_attributes_type": "应为对象",
    "list_type": "应为数组",
}


def _fault(error: Mapping[str, Any]) -> dict[str, object]:
    """One validation fault: a JSON pointer into the request, and what to do, in both languages."""
    where = [str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"]]
    if isinstance(cause := error.get("ctx", {}).get("error"), Refusal):
        return {"pointer": "/" + "/".join(where), **cause.messages}
    zh = _ZH.get(error["type"], "内容不符合要求")
    return {"pointer": "/" + "/".join(where), "zh": f"{zh}({error['msg']})", "en": error["msg"]}
