"""Refusals as exceptions: decide by `type`, show `messages`, mend what `errors` names."""

from __future__ import annotations

from typing import Any

import httpx


class NotModified(Exception):
    """Nothing changed since the `If-None-Match` that was sent."""


class Problem(Exception):
    """Why a request was refused (RFC 9457)."""

    def __init__(self, status: int, document: dict[str, Any]) -> None:
        self.status = status
        self.document = document
        self.type: str = document.get("type", "about:blank")
        self.title: str = document.get("title", "")
        self.detail: str = document.get("detail", "")
        self.messages: dict[str, str] = document.get("messages", {})
        self.errors: list[dict[str, Any]] = document.get("errors", [])
        self.trace_id: str | None = document.get("trace_id")
        super().__init__(f"{status} {self.type}: {self.detail or self.title} ({self.trace_id})")

    @property
    def name(self) -> str:
        """The last word of the type, such as `certificate-not-found`."""
        return self.type.rpartition(":")[2]

    @classmethod
    def of(cls, response: httpx.Response) -> Problem:
        """That of an answer; what stands between may answer without a document."""
        try:
            document = response.json()
        except ValueError:
            document = {"title": response.text[:200]}
        if not isinstance(document, dict):
            document = {"title": str(document)[:200]}
        if "error" in document:  # OAuth has its own form (RFC 6749, 5.2).
            document = {
                "type": f"urn:ietf:rfc:6749:{document['error']}",
                "detail": document.get("error_description", ""),
            } | document
        return cls(response.status_code, document)


class TaskFailed(Exception):
    """A task ended without an answer: it was cancelled, or it broke down."""

    def __init__(self, task: Any) -> None:
        self.task = task
        super().__init__(f"task {task['id']}: {task['state']}")
