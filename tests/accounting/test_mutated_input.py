"""Bodies broken at random places: a refusal or a success, never an internal error."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE, body

STRANGE = [
    None, True, 0, 1.5, "", "x", "\x00", "\ud800", "０", "1e400", "9" * 400, "-0", "NaN",
    "0.00000000000000000001", "99999999999999999999", [], {}, [[]], "m2", "kWh", "process",
    "emission", "cut-off", "module", "cell", "0001-01-01", "9999-12-31", "biogenic",
]  # fmt: skip


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


@pytest.fixture(scope="module")
async def commands(accounting: Accounting) -> list[tuple[str, str, Any]]:
    product = await accounting.has_product()
    system = await accounting.makes(f"/v1/products/{product}/systems", body("system"))
    path = f"/v1/systems/{system}/activity-data"
    activity = await accounting.makes(path, body("activity-data"))
    order = {"system_id": system, "activity_data_id": activity, "rule_version": "2025.1"}
    return [
        ("PUT", f"/v1/enterprises/{ENTERPRISE}", body("enterprise")),
        ("POST", "/v1/products", body("product")),
        ("POST", f"/v1/products/{product}/systems", body("system")),
        ("POST", path, body("activity-data")),
        ("POST", "/v1/calculations", order),
    ]


def places(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(content, dict | list):
        members = content.items() if isinstance(content, dict) else enumerate(content)
        for key, member in members:
            yield from places(member, (*path, key))


def broken(content: Any, chance: random.Random) -> Any:
    """The content with one member removed, repeated, added or replaced."""
    content = deepcopy(content)
    *way, last = chance.choice(list(places(content)))
    parent = content
    for step in way:
        parent = parent[step]
    match chance.randrange(5):
        case 0:
            del parent[last]
        case 1 if isinstance(parent, list):
            parent.append(parent[last])
        case 1:
            parent["unheard-of"] = 1
        case _:
            parent[last] = chance.choice(STRANGE)
    return content


@pytest.mark.parametrize("seed", range(4))
async def test_a_broken_body_never_causes_an_internal_error(accounting, commands, seed):
    chance = random.Random(seed)
    headers = accounting.as_enterprise() | {"Content-Type": "application/json"}
    answers = {}

    for _ in range(60):
        method, path, content = chance.choice(commands)
        sent = json.dumps(broken(content, chance)).encode()
        response = await accounting.service.client.request(
            method, path, content=sent, headers=headers
        )
        answers[sent] = response.status_code

    assert {sent: status for sent, status in answers.items() if status >= 500} == {}
    assert 422 in answers.values()
