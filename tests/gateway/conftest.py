"""What the gateway's tests share: a migrated database, a service to forward to, a gateway."""

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import patch

import pytest

from chassis.database import Database
from chassis.settings import Environment
from gateway import main
from packs import PACKS_DIR
from tests.gateway.upstream import Upstream, forgetful_service, rude_service
from tests.gateway.world import Program, World, running_gateway
from tests.support.listening import listening
from tests.support.postgres import Databases, ServiceUrls
from tests.support.service import migrated

ROUTES = {
    "accounting": """
routes:
  - {method: GET, path: /open/echo, scope: public}
  - {method: GET, path: "/open/{name}", scope: public}
  - {method: POST, path: "/open/{name}", scope: public}
  - {method: GET, path: "/tiles/{path:path}", scope: public}
  - {method: GET, path: /v1/products, scope: products.read}
  - {method: GET, path: "/v1/slow/{name}", scope: products.read}
  - {method: POST, path: /v1/products, scope: products.write}
""",
    "certification": """
routes:
  - {method: GET, path: /rude, scope: public}
  - {method: PUT, path: /rude, scope: public}
  - {method: POST, path: /rude, scope: public}
""",
    "registry": """
routes:
  - {method: GET, path: /down, scope: public}
""",
    "mutual-recognition": """
routes:
  - {method: GET, path: /forgetful, scope: public}
  - {method: POST, path: /forgetful, scope: public}
  - {method: POST, path: /v1/forgetful, scope: products.write}
""",
}
"""Invented services: one that behaves, one that hangs up, one that is down, one that forgets."""


@pytest.fixture(scope="session")
def operator() -> Program:
    return Program("operator")


@pytest.fixture(scope="session")
async def gateway_database(postgres: Databases, operator: Program) -> AsyncIterator[ServiceUrls]:
    """A migrated database with the pack's organisations and the operator's public key."""
    async with migrated(postgres, "gateway") as urls:
        database = Database(urls.url)
        with patch.dict("os.environ", {"OPERATOR_JWKS": json.dumps(operator.jwks)}):
            async with database.transaction() as tx:
                await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)
        await database.close()
        yield urls


@pytest.fixture(scope="session")
def stub_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region with the gateway's own routes and those of one invented service."""
    folder = tmp_path_factory.mktemp("packs")
    shutil.copytree(PACKS_DIR / "regions", folder / "regions")
    (folder / "access").mkdir()
    shutil.copy(PACKS_DIR / "access" / "gateway.yaml", folder / "access")
    for name, routes in ROUTES.items():
        (folder / "access" / f"{name}.yaml").write_text(routes, "utf-8")
    return folder


@pytest.fixture(scope="session")
async def running_upstream() -> AsyncIterator[tuple[Upstream, str]]:
    upstream = Upstream()
    async with listening(upstream) as address:
        yield upstream, address


@pytest.fixture
def upstream(running_upstream: tuple[Upstream, str]) -> Upstream:
    running_upstream[0].reset()
    return running_upstream[0]


@pytest.fixture(scope="session")
async def rude() -> AsyncIterator[tuple[str, list[bytes]]]:
    async with rude_service() as service:
        yield service


@pytest.fixture(scope="session")
async def forgetful() -> AsyncIterator[tuple[str, list[bytes]]]:
    async with forgetful_service() as service:
        yield service


@pytest.fixture(scope="session")
async def world(
    gateway_database: ServiceUrls,
    operator: Program,
    stub_packs: Path,
    running_upstream: tuple[Upstream, str],
    rude: tuple[str, list[bytes]],
    forgetful: tuple[str, list[bytes]],
) -> AsyncIterator[World]:
    """A gateway in front of the invented services."""
    more = {
        "PACKS_DIR": str(stub_packs),
        "ACCOUNTING_URL": running_upstream[1],
        "CERTIFICATION_URL": rude[0],
        "MUTUAL_RECOGNITION_URL": forgetful[0],
        "READ_TIMEOUT_S": "0.5",
        "MAX_BODY_BYTES": "4000000",
    }
    async with running_gateway(gateway_database, operator, **more) as world:
        yield world
