"""Verification of a label's proof bundle against a trust policy: pure, offline, in milliseconds.

Every check answers for itself and reports every failure with a stable code. A check that needs
what an earlier one could not establish says so instead of failing a second time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from chassis.canonical import sha256_hex
from chassis.refusals import Refusal
from registry.identities.domain.signed import (
    Key,
    SignedCredential,
    dig,
    keys_of,
    moment,
    parse_json,
    read_credential,
)
from registry.log.domain import checkpoint, merkle
from registry.log.domain.checkpoint import Checkpoint
from registry.log.domain.proof import LogProof
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.findings import Check, Finding, Outcome
from registry.proofs.domain.policy import CLOCK_SKEW, Policy
from registry.proofs.domain.stated import Source, differences
from registry.status.domain.status_list import Purpose, decode

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


class _Fails(Exception):
    """A check does not hold; carries the stable code and what its sentence names."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, tuple(facts.items())


@dataclass(frozen=True)
class Report:
    """Every finding, in the order of `Check`."""

    findings: tuple[Finding, ...]
    at: datetime

    @property
    def is_verified(self) -> bool:
        return all(finding.outcome is Outcome.PASSED for finding in self.findings)

    @property
    def failures(self) -> tuple[str, ...]:
        """Codes of the failed checks."""
        return tuple(f.code for f in self.findings if f.outcome is Outcome.FAILED)


@dataclass(frozen=True)
class _Evidence:
    """A bundle, what it is held against, and the parts that several checks read."""

    bundle: Bundle
    policy: Policy
    at: datetime

    @cached_property
    def credential(self) -> SignedCredential | None:
        return read_credential(self.bundle.credential)

    @property
    def claims(self) -> Mapping[str, object]:
        return self.credential.claims if self.credential else {}

    @cached_property
    def issuer_keys(self) -> tuple[Key, ...]:
        """The issuer's keys: those of the policy where it names some, else those of the bundle."""
        body = self.policy.body(self.credential.issuer) if self.credential else None
        pinned = body.keys if body else ()
        return pinned or keys_of(parse_json(self.bundle.body_did))

    def status_list(self, purpose: Purpose) -> str:
        is_suspension = purpose is Purpose.SUSPENSION
        return self.bundle.suspension if is_suspension else self.bundle.revocation


def _credential_signature(evidence: _Evidence) -> None:
    credential = evidence.credential
    if credential is None:
        raise _Fails("credential-unreadable")
    key = _named(credential.key_id, evidence.issuer_keys)
    if key is None:
        # The bundle may bring the key document of someone who is no issuer of this policy.
        key = _named(credential.key_id, keys_of(parse_json(evidence.bundle.body_did)))
    if key is None or not key.verifies(credential.token):
        raise _Fails("credential-tampered")


def _named(key_id: str, keys: tuple[Key, ...]) -> Key | None:
    return next((key for key in keys if key.id == key_id), None)


def _issuer_trusted(evidence: _Evidence) -> None:
    credential = evidence.credential
    body = evidence.policy.body(credential.issuer) if credential else None
    if credential is None or body is None:
        raise _Fails("issuer-not-trusted")
    if not credential.key_id.startswith(f"{body.did}#"):
        raise _Fails("issuer-not-trusted")
    key = _named(credential.key_id, evidence.issuer_keys)
    if key is None or not (body.keys or _is_document_logged(evidence, body.did)):
        raise _Fails("issuer-key-not-trusted")
    if credential.signed_at is None or not key.was_in_use(credential.signed_at):
        raise _Fails("issuer-key-retired")


def _is_document_logged(evidence: _Evidence, did: str) -> bool:
    """Whether the log has this very text as a version of the body's DID document."""
    bundle = evidence.bundle
    entry = parse_json(bundle.body_entry)
    is_about_it = (
        dig(entry, "kind") == "did-document"
        and dig(entry, "did") == did
        and dig(entry, "document_sha256") == sha256_hex(bundle.body_did.encode())
    )
    return is_about_it and _is_logged(bundle.body_entry, bundle.body_proof, evidence.policy)


def _is_logged(entry: str, proof_text: str, policy: Policy) -> bool:
    try:
        proof = LogProof.parse(proof_text)
        tree = _open(proof, policy)
    except (Refusal, ValueError):
        return False
    leaf = merkle.leaf_hash(entry.encode())
    return merkle.verify_inclusion(leaf, proof.index, tree.size, proof.path, tree.root)


def _open(proof: LogProof, policy: Policy) -> Checkpoint:
    return checkpoint.open_checkpoint(proof.checkpoint, policy.log_origin, [policy.log_key])


def _status_lists(evidence: _Evidence) -> None:
    for purpose in Purpose:
        published = read_credential(evidence.status_list(purpose))
        if published is None or published.issuer != evidence.policy.node:
            raise _Fails("status-list-not-signed")
        key = _named(published.key_id, evidence.policy.node_keys)
        issued = moment(published.claims.get("validFrom"))
        if key is None or not key.verifies(published.token):
            raise _Fails("status-list-not-signed")
        if issued is None or not key.was_in_use(issued):
            raise _Fails("status-list-not-signed")
        _check_is_named(evidence, published, purpose)
        _check_is_recent(evidence, issued, moment(published.claims.get("validUntil")))


def _check_is_named(evidence: _Evidence, published: SignedCredential, purpose: Purpose) -> None:
    entry = _status_entry(evidence.claims, purpose)
    subject = published.claims.get("credentialSubject")
    is_named = published.claims.get("id") == dig(entry, "statusListCredential")
    if not is_named or dig(subject, "statusPurpose") != purpose.value:
        raise _Fails("status-list-wrong")
    _bit(evidence, purpose)


def _check_is_recent(evidence: _Evidence, issued: datetime, ends: datetime | None) -> None:
    oldest, newest = evidence.at - evidence.policy.status_max_age, evidence.at + CLOCK_SKEW
    if ends is None or not oldest <= issued <= newest or evidence.at >= ends:
        raise _Fails("status-list-stale")


def _status_entry(claims: Mapping[str, object], purpose: Purpose) -> object:
    entries = claims.get("credentialStatus")
    found = entries if isinstance(entries, list) else [entries]
    return next((e for e in found if dig(e, "statusPurpose") == purpose.value), None)


def _bit(evidence: _Evidence, purpose: Purpose) -> bool:
    """What the list says about the credential; raises `_Fails` when it says nothing."""
    published = read_credential(evidence.status_list(purpose))
    encoded = dig(published.claims if published else None, "credentialSubject", "encodedList")
    index = dig(_status_entry(evidence.claims, purpose), "statusListIndex")
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        raise _Fails("status-list-wrong")
    try:
        return decode(str(encoded))[int(index)]
    except Refusal as refusal:
        raise _Fails("status-list-wrong") from refusal


def _not_suspended(evidence: _Evidence) -> None:
    if _bit(evidence, Purpose.SUSPENSION):
        raise _Fails("suspended")


def _not_revoked(evidence: _Evidence) -> None:
    if _bit(evidence, Purpose.REVOCATION):
        raise _Fails("revoked")


def _within_validity(evidence: _Evidence) -> None:
    begins = moment(evidence.claims.get("validFrom"))
    ends = moment(evidence.claims.get("validUntil"))
    if begins is None or ends is None or evidence.at >= ends:
        raise _Fails("expired")
    if evidence.at < begins:
        raise _Fails("not-yet-valid")


def _checkpoint_signed(evidence: _Evidence) -> None:
    try:
        _open(LogProof.parse(evidence.bundle.proof), evidence.policy)
    except (Refusal, ValueError) as failure:
        raise _Fails("checkpoint-not-signed") from failure


def _in_log(evidence: _Evidence) -> None:
    if not _is_logged(evidence.bundle.entry, evidence.bundle.proof, evidence.policy):
        raise _Fails("not-in-log")
    entry = parse_json(evidence.bundle.entry)
    logged = (dig(entry, "kind"), dig(entry, "credential_sha256"))
    if logged != ("label", sha256_hex(evidence.bundle.credential.encode())):
        raise _Fails("entry-of-another-credential")


def _facts_agree(evidence: _Evidence) -> None:
    entry, proof = parse_json(evidence.bundle.entry), LogProof.parse(evidence.bundle.proof)
    stated = parse_json(evidence.bundle.label)
    source = Source(
        evidence.claims,
        sha256_hex(evidence.bundle.credential.encode()),
        entry,
        proof.index,
        evidence.policy.log_origin,
    )
    if fields := differences(stated, source):
        raise _Fails("facts-differ", fields=", ".join(fields))


_RULES: Mapping[Check, tuple[Callable[[_Evidence], None], tuple[Check, ...]]] = {
    Check.CREDENTIAL_SIGNATURE: (_credential_signature, ()),
    Check.ISSUER_TRUSTED: (_issuer_trusted, (Check.CREDENTIAL_SIGNATURE,)),
    Check.STATUS_LISTS: (_status_lists, (Check.CREDENTIAL_SIGNATURE,)),
    Check.NOT_SUSPENDED: (_not_suspended, (Check.STATUS_LISTS,)),
    Check.NOT_REVOKED: (_not_revoked, (Check.STATUS_LISTS,)),
    Check.WITHIN_VALIDITY: (_within_validity, (Check.CREDENTIAL_SIGNATURE,)),
    Check.CHECKPOINT_SIGNED: (_checkpoint_signed, ()),
    Check.IN_LOG: (_in_log, (Check.CREDENTIAL_SIGNATURE, Check.CHECKPOINT_SIGNED)),
    Check.FACTS_AGREE: (_facts_agree, (Check.IN_LOG,)),
}
"""Each check with what must have passed before it can be asked."""


def verify(bundle: Bundle, policy: Policy, at: datetime) -> Report:
    """Answer every check about a bundle, as of a moment."""
    evidence = _Evidence(bundle, policy, at)
    passed: set[Check] = set()
    findings = []
    for check, (rule, needs) in _RULES.items():
        finding = _ask(check, rule, evidence) if passed.issuperset(needs) else _unasked(check)
        passed |= {check} if finding.outcome is Outcome.PASSED else set()
        findings.append(finding)
    return Report(tuple(findings), at)


def _ask(check: Check, rule: Callable[[_Evidence], None], evidence: _Evidence) -> Finding:
    try:
        rule(evidence)
    except _Fails as failure:
        return Finding(check, Outcome.FAILED, failure.code, failure.facts)
    return Finding(check, Outcome.PASSED, check.value)


def _unasked(check: Check) -> Finding:
    return Finding(check, Outcome.NOT_CHECKED, "not-checked")
