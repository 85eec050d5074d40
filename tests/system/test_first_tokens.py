"""What `make run` prints at its end works when it is pasted."""

import json
import subprocess

import httpx
import pytest
from joserfc import jws

from tools.run.tokens import admit_guests, first_tokens

ORGANISATIONS = {
    "jinguang": "91120116MA0000007N",
    "reviewer": "CNCA-R-2099-901",
    "decider": "CNCA-R-2099-901",
    "hebei": "hebei",
    "furnishing": "91130200MA0000007R",
    "body-2": "CNCA-R-2099-902",
    "bank": "sample-bank",
    "agency": "fgw",
    "regulator": "scjg",
}


def pasted(line: str) -> str:
    done = subprocess.run(["bash", "-euc", line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
async def printed(platform, labelled) -> list[str]:
    await admit_guests(platform.stack.layout)
    return list(first_tokens(platform.stack.layout, "en"))


async def test_each_printed_command_prints_a_token_of_its_organisation(platform, printed):
    commands = [line for line in printed if "tools.token" in line and not line.startswith("curl")]

    tokens = [pasted(line) for line in commands]

    claims = [json.loads(jws.extract_compact(token.encode()).payload) for token in tokens]
    assert {each["client_id"]: each["org"] for each in claims} == ORGANISATIONS
    async with httpx.AsyncClient(base_url=platform.url) as client:
        for token in tokens:
            bearer = {"Authorization": f"Bearer {token}"}
            assert (await client.get("/v1/certificates", headers=bearer)).status_code == 200


async def test_the_printed_request_brings_a_token_too(printed):
    (request,) = [line for line in printed if line.startswith("curl ")]

    answer = json.loads(pasted(request.replace("curl ", "curl -sS ", 1)))

    assert answer["token_type"] == "Bearer"


async def test_guests_are_admitted_once(platform, printed):
    await admit_guests(platform.stack.layout)

    assert [line for line in printed if line.startswith("# bank")] == [
        "# bank: Sample Bank, Tianjin Branch"
    ]


def test_a_client_that_there_is_not_is_told_those_there_are(platform, printed):
    command = next(line for line in printed if "tools.token" in line).replace("jinguang", "nobody")

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "jinguang" in done.stderr
