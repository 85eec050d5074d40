"""The programs on the page for integrators do what it says, in each language, as they stand."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mutual_recognition.subscriptions.domain import webhooks
from tests.system.samples import PAGES, run, runnable, samples

CLIENTS = ["client.sh", "client.py", "client.mjs", "client.go", "Client.java"]
VERIFIERS = ["verify.py", "verify.mjs", "verify.go", "Verify.java"]
BODY = '{"specversion":"1.0","subject":"N-120116-47150-2600001-8","说":"明"}'.encode()


def test_both_pages_show_the_same_programs():
    english, chinese = map(samples, PAGES)

    assert english == chinese
    assert {*CLIENTS, *VERIFIERS, "key.sh", "enrol.sh"} == english.keys()


@pytest.mark.parametrize("name", runnable(*CLIENTS))
def test_a_program_looks_up_lists_and_commands_once(name, integrator, labelled, tmp_path):
    done = run(name, tmp_path, variables=integrator)

    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    locations = [line for line in said.splitlines() if line.lower().startswith("location")]
    assert "valid" in said.splitlines()[0]
    assert labelled.facts["certificate"] in said
    assert len(locations) == 2
    assert locations[0] == locations[1]
    assert "/v1/calculations/" in locations[0]
    replays = [line.lower() for line in said.splitlines() if "replayed" in line.lower()]
    assert replays[-1].endswith("true")
    assert not any(replay.endswith("true") for replay in replays[:-1])


@pytest.mark.parametrize("name", runnable(*CLIENTS))
def test_a_program_that_is_refused_ends_with_an_error(name, integrator, tmp_path):
    done = run(name, tmp_path, variables=integrator | {"SYSTEM": integrator["ACTIVITY"]})

    assert done.returncode != 0
    assert b"404" in done.stderr or b"urn:tanbiao:problem:system-not-found" in done.stderr


def verified(name, folder, key, headers, body=BODY) -> bool:
    words = [headers[f"webhook-{part}"] for part in ("id", "timestamp", "signature")]
    done = run(name, folder, webhooks.public_text(key.public_key()), *words, given=body)
    return done.returncode == 0 and done.stdout.decode().strip() == words[0]


@pytest.mark.parametrize("name", runnable(*VERIFIERS))
def test_a_program_tells_genuine_webhooks_from_others(name, tmp_path):
    now, key, next_key, foreign = datetime.now(UTC), *(Ed25519PrivateKey.generate() for _ in "123")
    genuine = webhooks.sign("5f1c", now, BODY, [next_key, key])
    old = webhooks.sign("5f1c", now - timedelta(minutes=6), BODY, [key])
    renamed = genuine | {"webhook-id": "5f1d"}
    other_scheme = genuine | {
        "webhook-signature": genuine["webhook-signature"].replace("v1a,", "v1,")
    }

    assert verified(name, tmp_path, key, genuine)
    assert verified(name, tmp_path, next_key, genuine)
    assert not verified(name, tmp_path, foreign, genuine)
    assert not verified(name, tmp_path, key, genuine, BODY + b" ")
    assert not verified(name, tmp_path, key, renamed)
    assert not verified(name, tmp_path, key, old)
    assert not verified(name, tmp_path, key, other_scheme)
