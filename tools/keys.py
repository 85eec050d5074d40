"""Keys of a development installation: made once under the data folder, never part of the code."""

import json
from collections.abc import Callable
from pathlib import Path

from joserfc.jwk import ECKey

from accounting.custody.domain.master_keys import new_master_key
from certification.bundles.domain import new_bundle_key
from certification.issuers.domain.keys import development_key_file
from chassis import clock
from gateway.tokens.formats import create_development_keys as create_token_keys
from mutual_recognition.subscriptions.formats import make_key_file
from packs import PACKS_DIR
from packs.region import Role, load_region
from registry.identities.formats import create_development_keys as create_node_keys
from tools import fleet
from tools.local.passwords import write_private

SAMPLE_BODY = "CNCA-R-2099-990"
"""Approval number of the body that has keys in the test tenant; none is approved under it."""
_FILES = {
    "TOKEN_KEYS": "token-keys.json",
    "SIGNING_KEYS_DIR": "bodies",
    "NODE_KEY_FILE": "node.pem",
    "LOG_KEY_FILE": "log.pem",
    "WEBHOOK_KEY_FILE": "webhooks.txt",
    "MASTER_KEYS_FILE": "master-keys.json",
    "BUNDLE_KEYS_FILE": "bundle-keys.json",
}


def path(data: Path, variable: str, process: str) -> Path:
    """Where the file or folder of a process's variable is."""
    return _client_file(data, process) if variable == fleet.CLIENT_KEY else _shared(data, variable)


def _shared(data: Path, variable: str) -> Path:
    return data / "keys" / _FILES[variable]


def create(data: Path, region: str = "tianjin") -> None:
    """Make every key that does not exist yet."""
    create_token_keys(_shared(data, "TOKEN_KEYS"))
    create_node_keys(_shared(data, "NODE_KEY_FILE"), _shared(data, "LOG_KEY_FILE"))
    if not _shared(data, "WEBHOOK_KEY_FILE").exists():
        make_key_file(_shared(data, "WEBHOOK_KEY_FILE"))
    _create_body_keys(_shared(data, "SIGNING_KEYS_DIR"), region)
    _create_ring(_shared(data, "MASTER_KEYS_FILE"), new_master_key)
    _create_ring(_shared(data, "BUNDLE_KEYS_FILE"), new_bundle_key)
    for client in ("operator", *fleet.clients()):
        client_key(data, client)


def create_samples(data: Path) -> None:
    """Those of the test tenant below its own folder, and of the body that one can enrol there."""
    create_node_keys(_shared(data, "NODE_KEY_FILE"), _shared(data, "LOG_KEY_FILE"))
    if not _shared(data, "WEBHOOK_KEY_FILE").exists():
        make_key_file(_shared(data, "WEBHOOK_KEY_FILE"))
    _create_body_key(_shared(data, "SIGNING_KEYS_DIR"), SAMPLE_BODY)
    _create_ring(_shared(data, "MASTER_KEYS_FILE"), new_master_key)
    _create_ring(_shared(data, "BUNDLE_KEYS_FILE"), new_bundle_key)


def client_key(data: Path, client: str) -> ECKey:
    """The private key with which a client proves itself; made when first asked for."""
    file = _client_file(data, client)
    if not file.exists():
        key = ECKey.generate_key("P-256", {"kid": f"{client}-1", "use": "sig", "alg": "ES256"})
        write_private(file, json.dumps(key.as_dict(private=True)))
    return ECKey.import_key(json.loads(file.read_text("utf-8")))


def clients(data: Path) -> list[str]:
    """The clients that have a key here."""
    return sorted(file.stem for file in (data / "keys" / "clients").glob("*.json"))


def _client_file(data: Path, client: str) -> Path:
    return data / "keys" / "clients" / f"{client}.json"


def public_jwks(key: ECKey) -> dict[str, object]:
    return {"keys": [key.as_dict(private=False)]}


def operator_jwks(data: Path) -> Path:
    """The operator's public key set as a file, which the gateway's `load` registers."""
    file = data / "keys" / "operator.jwks.json"
    write_private(file, json.dumps(public_jwks(client_key(data, "operator"))))
    return file


def services_jwks(data: Path) -> Path:
    """The public key sets of the workers as a file, which the gateway's `load` registers."""
    file = data / "keys" / "services.jwks.json"
    sets = {name: public_jwks(client_key(data, name)) for name in fleet.clients()}
    write_private(file, json.dumps(sets))
    return file


def _create_ring(file: Path, new: Callable[[str], dict[str, str]]) -> None:
    if not file.exists():
        ring = {"development": True, "keys": [new("development-1")]}
        write_private(file, json.dumps(ring, indent=1))


def _create_body_keys(folder: Path, region: str) -> None:
    bodies = load_region(PACKS_DIR, region).organisations
    for body in (o.id for o in bodies if o.role is Role.CERTIFICATION_BODY and o.sample):
        _create_body_key(folder, body)


def _create_body_key(folder: Path, body: str) -> None:
    file = folder / f"{body}.json"
    if not file.exists():
        write_private(file, development_key_file(body, clock.now().year))
