"""Which addresses a partner may have: a guard against requests into our own network (SSRF).

Mutual recognition guards its webhooks by the same rules in a module of its own: services share no
code, and the chassis has no room for what only two of them need. A change belongs into both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from chassis.refusals import Invalid

Address = IPv4Address | IPv6Address

# Written out instead of asking `is_global`, whose tables differ between Python releases.
# Source: IANA special-purpose address registries, and the metadata services of large clouds.
_CLOSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
        ),
    )
)
# Only global unicast is open in IPv6, so mapped, translated (NAT64), unique-local, link-local and
# multicast addresses are closed without being named; tunnels (Teredo, 6to4) lie inside it.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_LOCAL = tuple(
    [IPv4Network(n) for n in ("10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
    + [IPv6Network(n) for n in ("::1/128", "fd00::/8")]
)
_DEFAULT_PORTS = {"https": 443, "http": 80}
_FIRST_UNPRIVILEGED_PORT = 1024
_LONGEST_URL = 2_000


class PartnerUrlNotAccepted(Invalid):
    """An address cannot be called: its form, its scheme or its port."""

    zh = "不能使用地址 {url}:须为 https 网址,不含账号与片段,端口 443 或 1024 以上。"
    en = "{url} cannot be used: give an https URL without user and fragment, port 443 or >= 1024."


class PartnerAddressNotPublic(Invalid):
    """The host leads nowhere, or into a network that is not public."""

    zh = "主机 {host} 无法解析或指向非公网地址,不予连接。"
    en = "The host {host} does not resolve, or leads into a network that is not public."


@dataclass(frozen=True)
class Endpoint:
    """The address of a partner that is well formed; where its host leads is checked at each use."""

    url: str
    host: str
    port: int


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def is_allowed(address: Address, *, allow_private: bool) -> bool:
    """Public addresses; for development also loopback and private ones, never metadata services."""
    return is_public(address) or (allow_private and any(address in n for n in _LOCAL))


def parse_endpoint(url: str, *, allow_private: bool) -> Endpoint:
    """Check the form of an address. Raises `PartnerUrlNotAccepted`."""
    refusal = PartnerUrlNotAccepted(url=repr(url[:80]))
    if len(url) > _LONGEST_URL or not url.isascii() or any(c <= " " or c in "\\\x7f" for c in url):
        raise refusal
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
    except (ValueError, KeyError) as failure:
        raise refusal from failure
    if not parts.hostname or "@" in parts.netloc or "#" in url:
        raise refusal
    if not allow_private and (parts.scheme != "https" or not _is_open_port(port)):
        raise refusal
    return Endpoint(url, parts.hostname, port)


def choose(host: str, found: Sequence[str], *, allow_private: bool) -> str:
    """The address to connect to among those that a host resolved to.

    One closed address refuses all: a host that answers with both kinds is an attack or a mistake.
    Raises `PartnerAddressNotPublic`.
    """
    # A zone id (fe80::1%eth0) belongs to link-local addresses only, which are closed anyway.
    addresses = [ip_address(text.partition("%")[0]) for text in found]
    if not addresses or not all(is_allowed(a, allow_private=allow_private) for a in addresses):
        raise PartnerAddressNotPublic(host=host)
    return str(addresses[0])


def _is_open_port(port: int) -> bool:
    return port == _DEFAULT_PORTS["https"] or port >= _FIRST_UNPRIVILEGED_PORT
