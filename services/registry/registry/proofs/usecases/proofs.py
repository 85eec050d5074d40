"""A label as the public sees it: its facts, its proof, and what verifying that proof found."""

import json
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from registry.identities.domain.signed import dig, keys_of
from registry.identities.usecases import documents
from registry.labels.domain.facts import LabelFacts, facts_of
from registry.labels.domain.label import Label
from registry.labels.usecases import labels
from registry.log.domain.entry import EntryKind
from registry.log.domain.note import parse_verifier_key
from registry.log.usecases import reading
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.policy import Policy, TrustedBody
from registry.proofs.domain.standing import is_proven
from registry.proofs.domain.stated import proven_text
from registry.proofs.domain.verification import verify
from registry.proofs.domain.view import LabelView
from registry.proofs.usecases.anchors import Anchors
from registry.status.domain.status_list import ListName, Purpose
from registry.status.usecases import lists as status_lists
from registry.values.domain.directory import Directory
from registry.values.domain.node import Node


async def view(
    tx: AsyncConnection, label: Label, node: Node, directory: Directory, anchors: Anchors
) -> LabelView:
    """Collect a label's proof and verify it; no stored verdict is read."""
    found = await _view(tx, label, node, directory, anchors)
    if is_proven(found.report.findings):
        return found
    # What is public may have changed since the anchors were read: they alone condemn no label.
    return await _view(tx, label, node, directory, Anchors())


async def _view(
    tx: AsyncConnection, label: Label, node: Node, directory: Directory, anchors: Anchors
) -> LabelView:
    facts = facts_of(label, node, directory.samples)
    bundle = await _bundle(tx, label, facts, node, anchors)
    policy = await trust_policy(tx, node, directory, anchors)
    report = verify(bundle, policy, clock.now())
    successor = await labels.successor(tx, label)
    awaits = label.replaced_by is not None and successor is None
    return LabelView(facts, bundle, policy, report, label.bits.cancelled, successor, awaits)


async def _bundle(
    tx: AsyncConnection, label: Label, facts: LabelFacts, node: Node, anchors: Anchors
) -> Bundle:
    """The proof as it is now; a part that does not exist yet is empty and fails its check."""
    logged = await labels.logged_label(tx, label)
    number, issuer = label.certificate.status_list, label.certificate.issuer
    return Bundle(
        label=proven_text(facts, label.certificate.credential),
        credential=label.certificate.credential,
        **await anchors.get(("lists", number), lambda: _lists(tx, number)),
        entry=logged.entry,
        proof=logged.proof.text(),
        **await anchors.get(("issuer", issuer), lambda: _issuer_document(tx, issuer)),
    )


async def _lists(tx: AsyncConnection, number: int) -> Mapping[str, str]:
    names = [ListName(purpose, number) for purpose in Purpose]
    lists = {name.purpose: await status_lists.latest_issue(tx, name) for name in names}
    return {purpose.value: issue.credential if issue else "" for purpose, issue in lists.items()}


async def _issuer_document(tx: AsyncConnection, issuer: str) -> Mapping[str, str]:
    newest = await documents.latest_logged(tx, issuer)
    version = newest.version if newest else 0
    logged = await reading.logged(tx, EntryKind.DID_DOCUMENT, f"{issuer}#{version}")
    return {
        "body_did": newest.document if newest else "",
        "body_entry": logged.entry if logged else "",
        "body_proof": logged.proof.text() if logged else "",
    }


async def trust_policy(
    tx: AsyncConnection, node: Node, directory: Directory, anchors: Anchors
) -> Policy:
    """The anchors that this node publishes: its own keys, the log's, and the bodies it logs.

    Raises `IdentityNotFound` until the node's own DID document is in the log.
    """
    return await anchors.get("policy", lambda: _policy(tx, node, directory))


async def _policy(tx: AsyncConnection, node: Node, directory: Directory) -> Policy:
    document = json.loads((await documents.did_document(tx, node.did)).document)
    vkey = dig(document, "service", 0, "serviceEndpoint", "vkey")
    return Policy(
        node=node.did,
        node_keys=keys_of(document),
        log_origin=node.log_origin,
        log_key=parse_verifier_key(str(vkey)),
        bodies=tuple(
            TrustedBody(did, directory.name(did.rpartition(":")[2]))
            for did in await documents.body_dids(tx, node)
        ),
    )
