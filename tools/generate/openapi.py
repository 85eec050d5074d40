"""The OpenAPI document of each service, from its application built without a network."""

import importlib
import importlib.util
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from tempfile import NamedTemporaryFile
from typing import Protocol, cast

from joserfc.jwk import ECKey

from accounting.custody.domain.master_keys import new_master_key
from chassis.access import load_access
from gateway.directory.domain.interfaces import Document as Joinable
from gateway.directory.domain.interfaces import aggregate
from packs import PACKS_DIR
from tools.fleet import SERVICES

Document = dict[str, object]


class Describable(Protocol):
    """An application that can say what its interfaces are."""

    def openapi(self) -> Document: ...


def documents() -> dict[str, Document]:
    """One document for each service."""
    return {
        service.name: document(service.package) for service in SERVICES if exists(service.package)
    }


def merged(documents: Mapping[str, Document]) -> Document:
    """All of them as one, as the gateway answers it where `make run` serves it."""
    scopes = {
        key: rule.scope
        for service in documents
        for key, rule in load_access(PACKS_DIR, service).rules.items()
    }
    joined: Document = {}
    joined |= aggregate(
        cast(Mapping[str, Joinable], documents),
        scope_of=lambda method, path: scopes.get((method, path)),
        public_url=_DUMMY["PUBLIC_URL"],
        version=version("tanbiao"),
    )
    return joined


def exists(package: str) -> bool:
    return importlib.util.find_spec(f"{package}.main") is not None


def application(package: str) -> Describable:
    """The API of a package with settings that connect to nothing."""
    with _settings():
        app: Describable = importlib.import_module(f"{package}.main").api()
        return app


def document(package: str) -> Document:
    """What the service answers at `/openapi.json`."""
    return application(package).openapi()


@contextmanager
def _settings() -> Iterator[None]:
    before = dict(os.environ)
    with NamedTemporaryFile("w", suffix=".json") as master_keys:
        master_keys.write(json.dumps({"development": True, "keys": [new_master_key("nothing")]}))
        master_keys.flush()
        os.environ.clear()
        os.environ.update(_DUMMY, TOKEN_KEYS=_token_keys(), MASTER_KEYS_FILE=master_keys.name)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


_NOWHERE = "http://127.0.0.1:9"
_DUMMY = {
    "ENVIRONMENT": "development",
    "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:9/nowhere",
    "PUBLIC_URL": "http://127.0.0.1:8080",
    "JWKS_URL": f"{_NOWHERE}/jwks",
    "ACCOUNTING_URL": _NOWHERE,
    "CERTIFICATION_URL": _NOWHERE,
    "REGISTRY_URL": _NOWHERE,
    "MUTUAL_RECOGNITION_URL": _NOWHERE,
}


def _token_keys() -> str:
    """Keys that sign nothing; the gateway refuses to be built without any."""
    keys = [ECKey.generate_key("P-256", {"kid": kid, "use": "sig"}) for kid in ("a", "b")]
    return json.dumps({"keys": [key.as_dict(private=True) for key in keys]})
