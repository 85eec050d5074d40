"""Whether the row of a label says what its signed credential says."""

import json
from collections.abc import Mapping

from chassis.canonical import sha256_hex
from registry.identities.domain.signed import dig, read_credential
from registry.labels.domain.entry import label_entry
from registry.labels.domain.facts import facts_of
from registry.labels.domain.label import Label
from registry.proofs.domain.stated import Source, differences, proven_text
from registry.values.domain.node import Node

_NODE = Node("https://row.invalid")
"""The address is no part of the row; whatever it is, it is the same on both sides."""
_ADDRESS = "label_url"


def row_differences(label: Label) -> tuple[str, ...]:
    """The facts of a published label that the credential in its row does not bear out.

    That the credential is the logged one is for the log to say.
    """
    credential = label.certificate.credential
    signed = read_credential(credential)
    if signed is None or label.publication is None:
        return ("credential",)
    stated = json.loads(proven_text(facts_of(label, _NODE), credential))
    source = Source(
        signed.claims,
        sha256_hex(credential.encode()),
        json.loads(label_entry(label).data),
        label.publication.log_index,
        _NODE.log_origin,
    )
    wrong = [each for each in differences(stated, source) if each != _ADDRESS]
    return (*wrong, *_misplaced(label, signed.claims))


def _misplaced(label: Label, claims: Mapping[str, object]) -> list[str]:
    """Whether the row looks for its status elsewhere than the credential says it stands."""
    entry, certificate = dig(claims, "credentialStatus", 0), label.certificate
    listed = str(dig(entry, "statusListCredential")).rpartition("/")[2]
    said = {
        "status_list": (listed, certificate.status_list),
        "status_index": (dig(entry, "statusListIndex"), certificate.status_index),
    }
    return [name for name, (signed, row) in said.items() if signed != str(row)]
