"""One call: its token, its idempotency key, what is tried again, and what is answered."""

import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import httpx

from tanbiao_client.problems import NotModified, Problem
from tanbiao_client.tokens import Credentials, TokenSource

T = TypeVar("T")
Headers = Mapping[str, str] | None

ATTEMPTS = 5
"""How often a request is sent that may be sent again."""
LONGEST_WAIT_S = 30.0
_LATER = frozenset({429, 500, 502, 503, 504})
_SAFE = frozenset({"GET", "PUT", "DELETE"})
_PREFERRED = "application/json, */*;q=0.5"


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was answered, with the headers that it bore."""

    status: int
    data: T
    headers: Mapping[str, str]

    @property
    def location(self) -> str | None:
        """Where what was made can be read."""
        return self.headers.get("location")

    @property
    def etag(self) -> str | None:
        """Send it back as `If-Match`, and the change happens only to what you read."""
        return self.headers.get("etag")

    @property
    def is_replay(self) -> bool:
        """Whether this is the first answer to a command that was sent again."""
        return self.headers.get("idempotency-replayed") == "true"


class Calls:
    """What every operation is sent with."""

    def __init__(
        self,
        url: str,
        credentials: Credentials | None = None,
        *,
        language: str = "zh",
        http: httpx.Client | None = None,
        attempts: int = ATTEMPTS,
    ) -> None:
        """Without credentials only what everybody may ask can be asked."""
        self.url = url.rstrip("/")
        self._http = http or httpx.Client(timeout=60)
        self._language = language
        self._attempts = attempts
        self._tokens = TokenSource(self.url, credentials, self._http) if credentials else None

    def close(self) -> None:
        self._http.close()

    def get(self, path: str) -> Answer[Any]:
        """Read an address that an answer gave, such as a `Location`."""
        return self._call("GET", path)

    def _path(self, template: str, values: Mapping[str, object]) -> str:
        return template.format_map({n: quote(str(v), safe="") for n, v in values.items()})

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        headers: Headers = None,
        own: Mapping[str, object] | None = None,
        body: object = None,
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        media: str | None = None,
        once: bool = False,
        idempotency_key: str | None = None,
        public: bool = False,
        raw: bool = False,
    ) -> Answer[Any]:
        sent = {"Accept": _PREFERRED, "Accept-Language": self._language}
        sent |= {name: str(value) for name, value in (own or {}).items() if value is not None}
        if once:
            sent["Idempotency-Key"] = idempotency_key or str(uuid.uuid4())
        if media:
            sent["Content-Type"] = media
        request: dict[str, Any] = {
            "params": {name: v for name, v in (query or {}).items() if v is not None},
            "headers": sent | dict(headers or {}),
        }
        if media and content is None:
            request["json"] = body
        elif content is not None:
            request["content"] = content
        elif form is not None:
            request["data"] = dict(form)
        response = self._answered(method, path, request, not public, once or method in _SAFE)
        return Answer(response.status_code, _read(response, raw), response.headers)

    def _answered(
        self, method: str, path: str, request: dict[str, Any], private: bool, repeatable: bool
    ) -> httpx.Response:
        """Raises `Problem`; sends again what may be, and asks once for a new token."""
        renewed = False
        for attempt in range(1, self._attempts + 1):
            last = attempt == self._attempts or not repeatable
            try:
                response = self._http.request(
                    method, f"{self.url}{path}", **_with(request, self._bearer(private))
                )
            except httpx.TransportError:
                if last:
                    raise
                time.sleep(_pause(attempt, None))
                continue
            if response.status_code == 401 and private and self._tokens and not renewed:
                renewed = True
                self._tokens.forget()
                response = self._http.request(
                    method, f"{self.url}{path}", **_with(request, self._bearer(private))
                )
            if response.status_code in _LATER and not last:
                time.sleep(_pause(attempt, response.headers.get("retry-after")))
                continue
            return _accepted(response)
        raise AssertionError("there is at least one attempt")

    def _bearer(self, private: bool) -> dict[str, str]:
        if self._tokens is None or not private:
            return {}
        return {"Authorization": f"Bearer {self._tokens.token()}"}


def pages(page: Callable[[str | None], Answer[Any]]) -> Iterator[Any]:
    """Every item of a list, page after page."""
    cursor: str | None = None
    while True:
        read = page(cursor).data
        yield from read["items"]
        cursor = read.get("next")
        if not cursor:
            return


def _with(request: dict[str, Any], bearer: dict[str, str]) -> dict[str, Any]:
    return request | {"headers": request["headers"] | bearer}


def _accepted(response: httpx.Response) -> httpx.Response:
    if response.status_code == 304:
        raise NotModified
    if response.status_code >= 400:
        raise Problem.of(response)
    return response


def _read(response: httpx.Response, raw: bool) -> Any:
    if not response.content:
        return None
    media = response.headers.get("content-type", "").partition(";")[0].strip()
    is_json = media == "application/json" or media.endswith("+json")
    return response.json() if is_json and not raw else response.content


def _pause(attempt: int, told: str | None) -> float:
    """As long as the platform says, else longer each time, and never all clients at once."""
    if told and told.isdigit():
        return min(float(told), LONGEST_WAIT_S) + random.uniform(0, 0.25)  # noqa: S311 Not a secret.
    return random.uniform(0.5, 1.0) * min(0.25 * 2.0**attempt, LONGEST_WAIT_S)  # noqa: S311 Not a secret.
