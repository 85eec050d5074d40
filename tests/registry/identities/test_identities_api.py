"""The identities as everyone may read them."""

from tests.registry.node import NODE

BODIES = "/bodies/CNCA-R-2099-901/did.json"


async def test_the_nodes_document_names_its_key_and_its_log(started_registry):
    response = await started_registry.get("/.well-known/did.json")

    document = response.json()
    assert response.headers["content-type"] == "application/did+json"
    assert document["id"] == "did:web:127.0.0.1%3A8080"
    assert document["assertionMethod"] == [f"{NODE.did}#{started_registry.keys.public.kid}"]
    assert document["service"][0]["serviceEndpoint"] == {
        "uri": "http://127.0.0.1:8080/log",
        "vkey": str(started_registry.keys.log_signer(NODE).verifier),
    }
    assert "d" not in document["verificationMethod"][0]["publicKeyJwk"]


async def test_a_bodys_document_is_served_only_once_the_log_has_it(registry, body):
    await registry.receives(body.keys_changed())
    before = await registry.get(BODIES)

    await registry.sequences()

    after = await registry.get(BODIES)
    assert before.status_code == 404
    assert after.json()["id"] == body.did
