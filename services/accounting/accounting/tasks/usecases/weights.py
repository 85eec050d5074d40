"""How heavy a request is, in exchanges of a product system, and where it is carried out."""

from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from fastapi import Request
from pydantic import ValidationError

from accounting.tasks.settings import WeighsRequests
from chassis.asking import Asked
from chassis.elsewhere import Way

A = TypeVar("A", bound=Asked)
_BYTES_SENT = 160
"""Of JSON for each exchange, as systems are sent."""
_BYTES_RECORDED = 770
"""Of canonical JSON for each exchange, as calculations are recorded."""


def way_of_reading(request: Request, exchanges: int) -> Way:
    """What only reads is answered at once, however large."""
    return Way.HERE if exchanges <= _settings(request).here_exchanges else Way.BESIDE


def way_of_solving(request: Request, exchanges: int) -> Way:
    """What solves, or draws samples, becomes a task when it takes longer than a caller waits."""
    if exchanges > _settings(request).beside_exchanges:
        return Way.LATER
    return way_of_reading(request, exchanges)


def sent(length: int) -> int:
    """Exchanges of a system that takes so many bytes."""
    return length // _BYTES_SENT


def recorded(length: int) -> int:
    """Exchanges of a calculation whose document takes so many bytes."""
    return length // _BYTES_RECORDED


def sampled(exchanges: int, samples: int) -> int:
    """Exchanges that are as heavy to solve as these to draw samples of."""
    return exchanges * (1 + samples // 2_500)


async def length_of_body(request: Request) -> int:
    """In bytes; as declared where it is, so that a process need not hold what it passes on."""
    declared = request.headers.get("content-length", "")
    return int(declared[:12]) if declared.isdecimal() else len(await request.body())


def identifier(request: Request) -> UUID | None:
    """The identifier in the path; None where it is none, which the endpoint will say."""
    with suppress(ValueError):
        return UUID(request.path_params["id"])
    return None


def asked(request: Request, model: type[A]) -> A | None:
    """What a list is asked for; None where it cannot be read, which the endpoint will say."""
    with suppress(ValidationError):
        return model.model_validate(dict(request.query_params))
    return None


def _settings(request: Request) -> WeighsRequests:
    settings: WeighsRequests = request.app.state.settings
    return settings
