"""The node's key files: two unencrypted PKCS #8 PEM files, readable by the worker only."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from joserfc.jwk import ECKey

from registry.identities.domain.signing import NodeKeys

_PEM = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def read_keys(node_key_file: Path, log_key_file: Path) -> NodeKeys:
    """Load both keys. Raises `ValueError` naming a file that is missing or of another kind."""
    node_key = _read(node_key_file, "NODE_KEY_FILE")
    log_key = _read(log_key_file, "LOG_KEY_FILE")
    if not isinstance(node_key, ec.EllipticCurvePrivateKey) or node_key.curve.name != "secp256r1":
        raise ValueError(f"NODE_KEY_FILE {node_key_file} does not hold a P-256 key")
    if not isinstance(log_key, Ed25519PrivateKey):
        raise ValueError(f"LOG_KEY_FILE {log_key_file} does not hold an Ed25519 key")
    pem = node_key.private_bytes(*_PEM)
    return NodeKeys(ECKey.import_key(pem), log_key)


def _read(path: Path, variable: str) -> object:
    try:
        return load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as failure:
        raise ValueError(f"{variable} {path}: {failure}") from failure


def create_development_keys(node_key_file: Path, log_key_file: Path) -> None:
    """Write a new key into each of the two files that does not exist yet. Never in production."""
    _create(node_key_file, ec.generate_private_key(ec.SECP256R1()).private_bytes(*_PEM))
    _create(log_key_file, Ed25519PrivateKey.generate().private_bytes(*_PEM))


def _create(path: Path, pem: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(pem)
