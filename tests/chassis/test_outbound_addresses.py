"""Addresses that a stranger may and may not name."""

from ipaddress import ip_address

import pytest

from chassis.outbound import (
    AddressNotPublic,
    Endpoint,
    Guard,
    UrlNotAccepted,
    is_allowed,
    is_public,
    resolve,
)

PARTNER = Endpoint("https://partner.example/", "partner.example", 443)
CLOSED = [
    "0.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.8.8.8",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("text", CLOSED)
def test_addresses_that_are_not_on_the_open_internet_are_closed(text):
    assert not is_public(ip_address(text))


@pytest.mark.parametrize(
    "text", ["1.1.1.1", "100.63.255.255", "172.32.0.1", "223.255.255.255", "2606:4700::1111"]
)
def test_addresses_on_the_open_internet_are_public(text):
    assert is_public(ip_address(text))


@pytest.mark.parametrize("text", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd12::1"])
def test_development_may_open_loopback_and_private_addresses(text):
    assert is_allowed(ip_address(text), allow_private=True)
    assert not is_allowed(ip_address(text), allow_private=False)


@pytest.mark.parametrize(
    "text", ["169.254.169.254", "100.100.100.200", "fe80::1", "0.0.0.1", "224.0.0.1"]
)
def test_metadata_services_stay_closed_even_in_development(text):
    assert not is_allowed(ip_address(text), allow_private=True)


def resolving_to(*found: str):
    async def resolve(host: str, port: int) -> list[str]:
        return list(found)

    return Guard(allow_private=False, resolve=resolve)


async def test_a_host_that_leads_to_a_public_address_is_used_at_that_address():
    guard = resolving_to("1.1.1.1", "1.0.0.1")

    assert await guard.address(PARTNER) == "1.1.1.1"


@pytest.mark.parametrize("found", [[], ["1.1.1.1", "127.0.0.1"], ["fe80::1%eth0"], ["::1%lo"]])
async def test_a_host_that_also_leads_to_a_closed_address_is_refused(found):
    with pytest.raises(AddressNotPublic) as refusal:
        await resolving_to(*found).address(PARTNER)

    assert str(refusal.value) == "partner.example"


async def test_a_name_server_that_never_answers_does_not_hold_the_guard():
    async def never(host: str, port: int) -> list[str]:
        raise TimeoutError

    with pytest.raises(AddressNotPublic):
        await Guard(allow_private=False, resolve=never).admit("https://partner.invalid/")


async def test_a_name_that_does_not_exist_leads_nowhere():
    assert await resolve("no-such-host.invalid", 443) == []
    assert await resolve("a" * 300, 443) == []


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://partner.example/hooks?a=b", "partner.example", 443),
        ("https://partner.example:8443/", "partner.example", 8443),
        ("https://[2606:4700::1111]/", "2606:4700::1111", 443),
    ],
)
def test_an_https_address_is_accepted(url, host, port):
    endpoint = Guard(allow_private=False).endpoint(url)

    assert endpoint == Endpoint(url, host, port)


@pytest.mark.parametrize(
    "url",
    [
        "https://93.184.216.34:0/",
        "",
        "partner.example",
        "http://partner.example/",
        "ftp://partner.example/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://user:word@partner.example/",
        "https://@partner.example/",
        "https://partner.example/#part",
        "https://partner.example/#",
        "https://partner.example:22/",
        "https://partner.example:99999/",
        "https://partner.example:port/",
        "https://partner.example\\@internal/",
        "https://partner.example/ x",
        "https://partner.example/\r\nhost: internal",
        "https://合作.example/",
        "https://[::1/",
        "https://partner.example/" + "a" * 2_000,
    ],
)
def test_any_other_address_is_refused(url):
    with pytest.raises(UrlNotAccepted):
        Guard(allow_private=False).endpoint(url)


def test_development_may_use_plain_http_on_any_port():
    endpoint = Guard(allow_private=True).endpoint("http://127.0.0.1:80/")

    assert (endpoint.host, endpoint.port) == ("127.0.0.1", 80)
