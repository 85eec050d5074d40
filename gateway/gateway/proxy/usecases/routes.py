"""Which service a request is for, and which scope it needs: the access matrix as a route table."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from starlette.routing import compile_path

from chassis.access import Rule, load_access, services_with_access
from chassis.problems import RouteNotFound
from gateway.proxy.domain.routes import Route
from gateway.proxy.remote.exchange import WrongMethod


class RouteTable:
    """Finds the route of a request: literal paths at once, templates by their expression."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.routes = tuple(routes)
        paths: dict[str, dict[str, Route]] = {}
        for route in self.routes:
            taken = paths.setdefault(route.path, {})
            if route.method in taken:
                raise ValueError(f"two services answer {route.method} {route.path}")
            taken[route.method] = route
        self._literal = {path: methods for path, methods in paths.items() if "{" not in path}
        templates = sorted((p for p in paths if "{" in p), key=_specificity)
        self._beginnings = {_beginning(path) for path in templates} - {None}
        self._templates = {
            start: [
                (compile_path(path)[0], paths[path])
                for path in templates
                if _beginning(path) in (None, start)
            ]
            for start in (None, *self._beginnings)
        }

    @cached_property
    def scopes(self) -> Mapping[tuple[str, str], str]:
        """The scope of each method and path, as OpenAPI names it: without convertors."""
        return {(r.method, compile_path(r.path)[1]): r.scope for r in self.routes}

    def find(self, method: str, path: str) -> Route:
        """Raises `RouteNotFound` or `WrongMethod`.

        HEAD is answered wherever GET is, and OPTIONS where pages of other sites may read.
        """
        wanted = "GET" if method in ("HEAD", "OPTIONS") else method
        allowed: set[str] = set()
        for methods in self._matching(path):
            route = methods.get(wanted)
            if route and (method != "OPTIONS" or route.is_for_pages):
                return route
            allowed |= methods.keys()
        if allowed:
            raise WrongMethod(method, allowed)
        raise RouteNotFound(path=path)

    def _matching(self, path: str) -> Iterable[dict[str, Route]]:
        if path in self._literal:
            yield self._literal[path]
        start = "/".join(path.split("/", 3)[:3])
        for expression, methods in self._templates[start if start in self._beginnings else None]:
            if expression.match(path):
                yield methods


def load_routes(packs_dir: Path) -> RouteTable:
    """The routes of every service that has a file in `access/`."""
    return RouteTable(
        _route(service, rule)
        for service in services_with_access(packs_dir)
        for rule in load_access(packs_dir, service).rules.values()
    )


def _route(service: str, rule: Rule) -> Route:
    return Route(service, rule.method, rule.path, rule.scope, rule.rare)


def _beginning(path: str) -> str | None:
    """The first two segments, where a template says both: by them alone most are passed over."""
    start = "/".join(path.split("/", 3)[:3])
    return start if "{" not in start and path.count("/") > 2 else None


def _specificity(path: str) -> tuple[int, int]:
    """Templates that leave least open are tried first, and those that span segments last."""
    return (path.count(":path}"), -len(re.sub(r"{[^}]*}", "", path)))
