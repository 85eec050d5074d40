"""The access matrix: the scope that each route needs, as data that everyone enforces."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

AUDIENCE = "tanbiao"
"""The `aud` of every access token."""
PUBLIC = "public"
"""The scope of routes that need no token."""
OWN = "own"
"""The scope of routes on which a client looks after itself: every valid token opens them."""


class Rule(BaseModel):
    """One route: its method, its path template as FastAPI writes it, the scope that it needs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str
    path: str
    scope: str
    rare: bool = False
    """Whether one address may ask it only a few times in an hour; only of what needs no token."""
    standard: str | None = None
    """What rules over that which the operation does not declare, in place of `chassis.asked`."""


class _ServiceRoutes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    routes: tuple[Rule, ...]


@dataclass(frozen=True)
class AccessMatrix:
    """Every rule of one or of all services; what is not listed is not allowed."""

    rules: dict[tuple[str, str], Rule]

    def scope(self, method: str, path: str) -> str | None:
        """The scope for a route, or None where the route is not listed."""
        rule = self.rules.get(("GET" if method == "HEAD" else method, path))
        return rule.scope if rule else None

    def standard(self, method: str, path: str) -> str | None:
        """The standard that says what becomes of undeclared parameters and media types."""
        rule = self.rules.get(("GET" if method == "HEAD" else method, path))
        return rule.standard if rule else None

    def missing(self, routes: Iterable[tuple[str, str]]) -> list[str]:
        """Routes that no rule lists, as `METHOD path`."""
        return sorted(f"{m} {p}" for m, p in routes if self.scope(m, p) is None)


def load_access(packs_dir: Path, service: str) -> AccessMatrix:
    """Read `access/<service>.yaml`. Raises `ValueError` when a route is listed twice."""
    text = (packs_dir / "access" / f"{service}.yaml").read_text("utf-8")
    # Written in C: a process that answers one request reads this before it.
    data = yaml.load(text, yaml.CSafeLoader)
    rules = _ServiceRoutes.model_validate(data).routes
    by_route = {(rule.method, _without_convertors(rule.path)): rule for rule in rules}
    if len(by_route) < len(rules):
        raise ValueError(f"access/{service}.yaml lists a route twice")
    return AccessMatrix(by_route)


def _without_convertors(path: str) -> str:
    """`/tile/{path}` for `/tile/{path:path}`, as FastAPI names the route."""
    return re.sub(r":[a-z]+}", "}", path)


def services_with_access(packs_dir: Path) -> list[str]:
    """The services that have a file in `access/`."""
    return sorted(path.stem for path in (packs_dir / "access").glob("*.yaml"))
