"""The guard on outgoing calls: hostile names, hostile certificates."""

import ipaddress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chassis.outbound import Guard
from mutual_recognition.subscriptions.domain.deliveries import Answer, Failure
from mutual_recognition.subscriptions.domain.refusals import (
    WebhookAddressNotPublic,
    WebhookUrlNotAccepted,
)
from mutual_recognition.subscriptions.remote import Webhooks, admit
from tests.mutual_recognition.receivers import served

OPEN, LOOPBACK, UNREACHABLE = "1.1.1.1", "127.0.0.1", "127.255.255.254"


class Subscriber:
    def __init__(self):
        self.hosts = []
        self.app = Starlette(routes=[Route("/", self.receive, methods=["POST"])])

    async def receive(self, request: Request) -> Response:
        self.hosts.append(request.headers["host"])
        return Response(status_code=204)


def names(*answers: str):
    """A name server that gives these answers one after the other, the last one for ever."""
    left = list(answers)

    async def resolve(host: str, port: int) -> list[str]:
        return [left.pop(0) if len(left) > 1 else left[0]]

    return resolve


def webhooks(key, resolve, *, allow_private=True) -> Webhooks:
    return Webhooks([key], Guard(allow_private=allow_private, resolve=resolve), timeout_s=2)


async def test_the_connection_goes_to_the_address_that_was_checked(key):
    subscriber = Subscriber()
    async with served(subscriber.app) as address:
        port = address.rpartition(":")[2]
        url = f"http://partner.invalid:{port}/"

        answer = await webhooks(key, names(LOOPBACK, UNREACHABLE)).send(url, "1", b"{}")

    assert answer == Answer(204, None)
    assert subscriber.hosts == [f"partner.invalid:{port}"]


async def test_a_name_that_turns_inward_after_the_subscription_is_refused(key):
    subscriber = Subscriber()
    async with served(subscriber.app) as address:
        url = f"https://partner.invalid:{address.rpartition(':')[2]}/"
        guard = Guard(allow_private=False, resolve=names(OPEN, LOOPBACK))
        await guard.admit(url)

        answer = await Webhooks([key], guard, timeout_s=2).send(url, "1", b"{}")

    assert answer == Answer(None, Failure.ADDRESS_REFUSED)
    assert subscriber.hosts == []


async def test_a_plain_http_address_is_refused_at_delivery_too(key):
    sender = webhooks(key, names(OPEN), allow_private=False)

    assert await sender.send("http://partner.invalid/", "1", b"{}") == Answer(
        None, Failure.ADDRESS_REFUSED
    )


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://partner.invalid/", WebhookUrlNotAccepted),
        ("https://partner.invalid/", WebhookAddressNotPublic),
    ],
)
async def test_an_address_that_is_never_called_cannot_be_subscribed(url, refusal):
    guard = Guard(allow_private=False, resolve=names(LOOPBACK))

    with pytest.raises(refusal) as refused:
        await admit(guard, url)

    assert refused.value.facts in ({"most": 2_000}, {"host": "partner.invalid"})


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for partner.invalid, trusted by this process."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "partner.invalid")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("partner.invalid")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "certificate.pem", tmp_path / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return {"ssl_certfile": str(pem), "ssl_keyfile": str(secret)}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("partner.invalid", Answer(204, None)),
        ("impostor.invalid", Answer(None, Failure.UNREACHABLE)),
        (LOOPBACK, Answer(None, Failure.UNREACHABLE)),
    ],
)
async def test_the_certificate_is_checked_against_the_name_of_the_host(
    key, certificate, host, expected
):
    async with served(Subscriber().app, **certificate) as address:
        url = f"https://{host}:{address.rpartition(':')[2]}/"

        answer = await webhooks(key, names(LOOPBACK)).send(url, "1", b"{}")

    assert answer == expected
    assert ipaddress.ip_address(LOOPBACK).is_loopback
