"""What routes depend on is there at once: FastAPI sends a plain function to a thread and back.

On a busy machine each such way costs a request several milliseconds, and every request has one
for its caller alone.
"""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

ROUTERS = {
    "accounting": "accounting.routes",
    "certification": "certification.main",
    "registry": "registry.main",
    "mutual-recognition": "mutual_recognition.main",
    "gateway": "gateway.main",
}


@pytest.mark.parametrize("service", ROUTERS)
def test_no_route_waits_for_a_thread_to_know_what_it_needs(service):
    called = {call for router in routers(service) for call in calls(router)}

    assert len(called) > 3
    assert {f"{c.__module__}:{c.__qualname__}" for c in called if not waits_here(c)} == set()


def routers(service: str) -> list[APIRouter]:
    found: list[APIRouter] = import_module(ROUTERS[service]).ROUTERS
    return found


def calls(router: APIRouter) -> Iterator[Callable[..., Any]]:
    """The endpoints of a router and everything that they depend on."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            waiting = [route.dependant]
            while waiting:
                dependant = waiting.pop()
                waiting += dependant.dependencies
                if dependant.call:
                    yield dependant.call


def waits_here(call: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(call) or inspect.isasyncgenfunction(call)
