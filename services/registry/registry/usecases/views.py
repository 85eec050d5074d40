"""A label as the public sees it: its facts, its proof, and what verifying that proof found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.refusals import Missing
from registry.domain.bundle import Bundle
from registry.domain.criteria import Criteria
from registry.domain.did import Node
from registry.domain.directory import Directory
from registry.domain.entry import EntryKind
from registry.domain.label import Label, LabelNumberMalformed
from registry.domain.label_view import LabelFacts, facts_of
from registry.domain.note import parse_verifier_key
from registry.domain.policy import Policy, TrustedBody
from registry.domain.signed import dig, keys_of
from registry.domain.status_list import Purpose
from registry.domain.verification import Report, verify
from registry.store import dids, search, status
from registry.usecases import read


class LabelNumberMistyped(Missing):
    """The number in the address does not have the form of a label number, or is mistyped."""

    zh = (
        "编号“{number}”有误：格式不符，或末位校验字符与前面的字符不一致，可能抄错了字符。"
        "请对照产品上的编号重新输入。"
    )
    en = (
        "The number “{number}” is mistyped: it lacks the form of a label number, or its check "
        "character does not fit. Compare it with the number on the product."
    )


class LabelOfAnotherProduct(Missing):
    """The label exists, but belongs to a product with another GTIN."""

    zh = "标识 {number} 不属于商品条码 {gtin} 的产品；二维码可能被挪用，请勿采信。"
    en = "Label {number} does not belong to the product {gtin}; the code may have been misused."


@dataclass(frozen=True)
class LabelView:
    """One label at one moment."""

    facts: LabelFacts
    bundle: Bundle
    policy: Policy
    report: Report


async def find(tx: AsyncConnection, number: str) -> Label:
    """The published label. Raises `LabelNumberMistyped` or `LabelNotFound`."""
    try:
        return await read.label_facts(tx, number)
    except LabelNumberMalformed as refusal:
        raise LabelNumberMistyped(number=number) from refusal


async def find_by_gtin(tx: AsyncConnection, gtin: str, number: str) -> Label:
    """The label behind a GS1 Digital Link. Raises `LabelOfAnotherProduct`, too."""
    label = await find(tx, number)
    known = label.certificate.product.gtin
    if known is None or known.zfill(14) != gtin.zfill(14):
        raise LabelOfAnotherProduct(number=label.number, gtin=gtin)
    return label


async def view(tx: AsyncConnection, label: Label, node: Node, directory: Directory) -> LabelView:
    """Collect a label's proof and verify it here and now; no stored verdict is read."""
    facts = facts_of(label, node, directory.samples)
    bundle = await _bundle(tx, label, facts, node)
    policy = await trust_policy(tx, node, directory)
    return LabelView(facts, bundle, policy, verify(bundle, policy, clock.now()))


async def _bundle(tx: AsyncConnection, label: Label, facts: LabelFacts, node: Node) -> Bundle:
    """The proof as it is now; a part that does not exist yet is empty and fails its check."""
    logged = await read.logged_label(tx, label)
    lists = {purpose: await status.latest_issue(tx, purpose) for purpose in Purpose}
    return Bundle(
        label=facts.text(),
        credential=label.certificate.credential,
        **{purpose.value: issue.credential if issue else "" for purpose, issue in lists.items()},
        entry=logged.entry,
        proof=logged.proof.text(),
        **await _issuer_document(tx, label.certificate.issuer),
        node_did=(await read.did_document(tx, node.did)).document,
    )


async def _issuer_document(tx: AsyncConnection, issuer: str) -> Mapping[str, str]:
    newest = await dids.latest_logged(tx, issuer)
    version = newest.version if newest else 0
    logged = await read.logged(tx, EntryKind.DID_DOCUMENT, f"{issuer}#{version}")
    return {
        "body_did": newest.document if newest else "",
        "body_entry": logged.entry if logged else "",
        "body_proof": logged.proof.text() if logged else "",
    }


async def trust_policy(tx: AsyncConnection, node: Node, directory: Directory) -> Policy:
    """The anchors that this node publishes: its own keys, the log's, and the bodies it logs.

    Raises `IdentityNotFound` until the node's own DID document is in the log.
    """
    document = json.loads((await read.did_document(tx, node.did)).document)
    vkey = dig(document, "service", 0, "serviceEndpoint", "vkey")
    return Policy(
        node=node.did,
        node_keys=keys_of(document),
        log_origin=node.log_origin,
        log_key=parse_verifier_key(str(vkey)),
        bodies=tuple(
            TrustedBody(did, directory.name(did.rpartition(":")[2]))
            for did in await search.body_dids(tx, node)
        ),
    )


async def list_labels(tx: AsyncConnection, criteria: Criteria) -> list[Label]:
    """Published labels that fit, newest first."""
    return await search.published(tx, criteria)
