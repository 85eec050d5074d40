"""What the gateway refuses to start with."""

from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey
from pydantic import ValidationError

from gateway.settings import GatewaySettings
from gateway.tokens.domain.keys import DEVELOPMENT_KID, generated_token_keys
from gateway.tokens.formats import create_development_keys

PRODUCTION: dict[str, Any] = {
    "environment": "production",
    "database_url": "postgresql://gateway:a-long-enough-password@db/gateway?sslmode=verify-full",
    "public_url": "https://tanbiao.test",
    "token_keys": generated_token_keys(),
    "accounting_url": "http://accounting:8000/",
    "certification_url": "http://certification:8000",
    "registry_url": "http://registry:8000",
    "mutual_recognition_url": "http://mutual-recognition:8000",
}


def test_production_starts_with_its_own_keys():
    settings = GatewaySettings(**PRODUCTION)

    assert settings.keys.current.kid in {key.kid for key in settings.keys.published}
    assert settings.upstreams["accounting"] == "http://accounting:8000"


def test_production_refuses_development_keys():
    with pytest.raises(ValidationError, match="development keys"):
        GatewaySettings(**{**PRODUCTION, "token_keys": generated_token_keys(DEVELOPMENT_KID)})


def test_missing_keys_are_named():
    without = {name: value for name, value in PRODUCTION.items() if name != "token_keys"}

    with pytest.raises(ValidationError, match="token_keys"):
        GatewaySettings(**without)


def one_key() -> str:
    return str({"keys": [ECKey.generate_key("P-256").as_dict(private=True)]}).replace("'", '"')


@pytest.mark.parametrize("text", ["{}", "{", '{"keys": []}', one_key(), "/no/such/file"])
def test_unusable_keys_are_refused_without_being_shown(text: str):
    with pytest.raises(ValidationError, match="TOKEN_KEYS") as refusal:
        GatewaySettings(**{**PRODUCTION, "token_keys": text})

    assert '"d"' not in str(refusal.value)


def test_the_development_file_is_private_and_made_once(tmp_path: Path):
    path = tmp_path / "keys" / "token.json"

    create_development_keys(path)
    first = path.read_text("utf-8")
    create_development_keys(path)

    settings = GatewaySettings(
        **{**PRODUCTION, "environment": "development", "token_keys": str(path)}
    )
    assert path.read_text("utf-8") == first
    assert path.stat().st_mode & 0o077 == 0
    assert settings.keys.are_for_development


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"client_rate": 0}, "CLIENT_RATE"),
        ({"address_rate": 0}, "ADDRESS_RATE"),
        ({"issuer": "http://tanbiao.test"}, "ISSUER"),
        ({"token_life_s": 3600}, "token_life_s"),
        ({"revocation_stale_s": 3600}, "revocation_stale_s"),
        ({"four_eyes": False}, "FOUR_EYES"),
    ],
)
def test_production_does_not_start_without_a_limit(change: dict[str, object], named: str):
    with pytest.raises(ValidationError, match=named):
        GatewaySettings(**{**PRODUCTION, **change})
