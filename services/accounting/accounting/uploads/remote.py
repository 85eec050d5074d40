"""A client of the platform that does not give up when a connection breaks."""

import asyncio
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

import httpx

Json: TypeAlias = dict[str, object]
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_TIMEOUT = httpx.Timeout(30.0, read=120.0)
_LATER = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that say something about the servers, and nothing about the request."""


class RequestRefused(Exception):
    """The platform does not take this; the message is its own, in both languages."""


class Unreachable(Exception):
    """No answer came, or one that says to try later."""


class PlatformClient:
    """Asks again with growing pauses, until nothing has got on for `patience_s`."""

    def __init__(
        self, url: str, token: Callable[[], str], patience_s: float, warn: Callable[[str], None]
    ) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=_TIMEOUT)
        self._token, self._patience_s, self._warn = token, patience_s, warn
        self.advanced()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    def advanced(self) -> None:
        """Something got on, so patience begins anew."""
        self._since: float | None = None
        self._pause_s = _FIRST_PAUSE_S

    async def wait(self, failure: Unreachable) -> None:
        """Pause before the next try. Raises the failure once patience is at its end."""
        now = asyncio.get_running_loop().time()
        self._since = now if self._since is None else self._since
        if now - self._since >= self._patience_s:
            raise failure
        self._warn(f"connection broken, going on 连接中断,稍后继续: {failure}")
        await asyncio.sleep(self._pause_s)
        self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)

    async def ask(self, method: str, path: str, *, json: object = None) -> httpx.Response:
        """Ask until there is an answer; for requests that may be repeated.

        Raises `RequestRefused`, or `Unreachable` once patience is at its end.
        """
        while True:
            try:
                return await self.once(method, path, json=json)
            except Unreachable as failure:
                await self.wait(failure)

    async def once(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Ask once. Raises `RequestRefused` or `Unreachable`."""
        sent = {"Authorization": f"Bearer {self._token()}", **(headers or {})}
        try:
            answer = await self._client.request(
                method, path, json=json, content=content, headers=sent
            )
        except httpx.TransportError as failure:
            raise Unreachable(f"{type(failure).__name__} {failure}".strip()) from failure
        if answer.status_code == 409 and "upload-offset" in answer.headers:
            return answer
        return self._judged(answer)

    async def save(self, path: str, into: Path) -> None:
        """Save what an address holds, completely or not at all."""
        while True:
            try:
                return await self._save(path, into)
            except (httpx.TransportError, Unreachable) as failure:
                await self.wait(Unreachable(str(failure)))

    async def _save(self, path: str, into: Path) -> None:
        draft = into.with_name(f".{into.name}.{os.getpid()}")
        headers = {"Authorization": f"Bearer {self._token()}"}
        try:
            async with self._client.stream("GET", path, headers=headers) as answer:
                if answer.is_error:
                    await answer.aread()
                self._judged(answer)
                with draft.open("wb") as file:
                    async for piece in answer.aiter_bytes():
                        file.write(piece)
            draft.replace(into)
        finally:
            draft.unlink(missing_ok=True)

    def _judged(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code in _LATER:
            raise Unreachable(f"HTTP {answer.status_code}")
        if answer.is_error:
            raise RequestRefused(_reason(answer))
        return answer


def bilingual(messages: Mapping[str, object]) -> str:
    return " / ".join(str(messages[language]) for language in ("zh", "en") if language in messages)


def _reason(answer: httpx.Response) -> str:
    """What the problem document says; of anything else, the status."""
    try:
        problem: Json = answer.json()
        messages = problem["messages"]
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
    return bilingual(messages) if isinstance(messages, dict) else f"HTTP {answer.status_code}"
