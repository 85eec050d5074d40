"""The client: every operation, and what takes more than one call."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from tanbiao_client import webhooks
from tanbiao_client._generated import models
from tanbiao_client._generated.operations import Operations
from tanbiao_client.calls import Answer
from tanbiao_client.problems import Problem, TaskFailed

T = TypeVar("T")
_ENDED = frozenset({"done", "failed", "cancelled"})
_KEYS_LIVE_S = 24 * 3600
_KEYS_REST_S = 60


class Client(Operations):
    """One system of one organisation; use it for as long as the program lives."""

    _keys: tuple[str, ...] = ()
    _keys_read_at = float("-inf")

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait(
        self, answer: "Answer[T | models.TaskView]", *, timeout_s: float = 600, every_s: float = 1
    ) -> T:
        """What a command came to, also where it became a task (202).

        Raises `Problem` where the task was refused, `TaskFailed` where it was cancelled or broke
        down, `TimeoutError` when it goes on for longer.
        """
        if answer.status != 202 or not (answer.location or "").startswith("/v1/tasks/"):
            return answer.data  # type: ignore[return-value]  # Only a 202 bears a task.
        until = time.monotonic() + timeout_s
        task: models.TaskView = answer.data  # type: ignore[assignment]  # A 202 bears a task.
        while task["state"] not in _ENDED:
            if time.monotonic() > until:
                raise TimeoutError(f"task {task['id']} is {task['state']}")
            time.sleep(every_s)
            task = self.get_task(task["id"]).data
        result: T = self._result(task)
        return result

    def _result(self, task: models.TaskView) -> Any:
        if not task["answer"]:
            raise TaskFailed(task)
        document: Any = self.get_task_answer(task["id"]).data
        status = task["status"] or 0
        if status >= 400:
            raise Problem(status, document)
        return document

    def events(
        self, after: int = 0, *, types: Sequence[str] = ()
    ) -> Iterator[tuple[int, models.FeedItemView]]:
        """The feed beyond a position, to its present end; keep the position with what you did.

        Each event comes with the position to go on from.
        """
        while True:
            page = self.read_feed(after=after, type=types or None).data
            for item in page["items"]:
                yield item["position"], item
            after = page["next"]
            if after >= page["head"]:
                return

    def verify_webhook(self, headers: Mapping[str, str], body: bytes) -> str:
        """The id of a genuine webhook; raises `webhooks.NotGenuine`.

        Keys are read daily, and when no signature is valid; forgeries make nobody ask more often
        than once a minute.
        """
        if self._keys_age() > _KEYS_LIVE_S:
            self._read_keys()
        try:
            return webhooks.verify(self._keys, headers, body)
        except webhooks.NotGenuine:
            if self._keys_age() < _KEYS_REST_S:
                raise
            self._read_keys()
            return webhooks.verify(self._keys, headers, body)

    def _keys_age(self) -> float:
        return time.monotonic() - self._keys_read_at

    def _read_keys(self) -> None:
        self._keys = tuple(key["key"] for key in self.list_webhook_keys().data["keys"])
        self._keys_read_at = time.monotonic()
