"""This node of the federation, and its addresses."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from contracts.event import SAMPLE_PATH


@dataclass(frozen=True)
class Node:
    """This node of the federation, as the outside world addresses it."""

    public_url: str
    """Such as `https://node.example`, without a slash at the end."""

    @property
    def host(self) -> str:
        """Host and, where there is one, port, such as 127.0.0.1:8080."""
        return urlsplit(self.public_url).netloc

    @property
    def path(self) -> str:
        """Where the node begins at its host: nothing, or `/sample`."""
        return urlsplit(self.public_url).path

    @property
    def is_sample(self) -> bool:
        """Whether it is the node of the test tenant, whose labels are worth nothing."""
        return self.path.endswith(SAMPLE_PATH)

    @property
    def did(self) -> str:
        """A port's colon is percent-encoded, since colons separate path parts (did:web, 3.2)."""
        return f"did:web:{quote(self.host, safe='.-')}{self.path.replace('/', ':')}"

    def body_did(self, body: str) -> str:
        """The DID of a certification body, whose document this node serves."""
        return f"{self.did}:bodies:{body}"

    @property
    def log_origin(self) -> str:
        """Name of the log in its checkpoints: its address without the scheme (C2SP tlog-tiles)."""
        return f"{self.host}{self.path}/log"

    @property
    def log_url(self) -> str:
        return f"{self.public_url}/log"

    def label_url(self, number: str) -> str:
        return f"{self.public_url}/label/{number}"


def node(public_url: str) -> Node:
    """The node at an address, however the address was typed."""
    return Node(public_url.rstrip("/"))
