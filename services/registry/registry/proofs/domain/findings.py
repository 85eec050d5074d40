"""What a verification can find: each check, each reason to fail, in Chinese and in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from registry.values.domain.bilingual import Bilingual


class Check(StrEnum):
    """The questions a verifier asks, in the order in which the answers are shown."""

    CREDENTIAL_SIGNATURE = "credential-signature"
    ISSUER_TRUSTED = "issuer-trusted"
    STATUS_LISTS = "status-lists"
    NOT_SUSPENDED = "not-suspended"
    NOT_REVOKED = "not-revoked"
    WITHIN_VALIDITY = "within-validity"
    CHECKPOINT_SIGNED = "checkpoint-signed"
    IN_LOG = "in-log"
    FACTS_AGREE = "facts-agree"


class Outcome(StrEnum):
    """`NOT_CHECKED`: an earlier failure took away what this check needs."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not-checked"


QUESTIONS: Mapping[Check, Bilingual] = {
    Check.CREDENTIAL_SIGNATURE: Bilingual("凭证签名", "Credential signature"),
    Check.ISSUER_TRUSTED: Bilingual("签发机构", "Issuer"),
    Check.STATUS_LISTS: Bilingual("状态清单", "Status lists"),
    Check.NOT_SUSPENDED: Bilingual("暂停状态", "Suspension"),
    Check.NOT_REVOKED: Bilingual("撤销状态", "Revocation"),
    Check.WITHIN_VALIDITY: Bilingual("有效期", "Validity period"),
    Check.CHECKPOINT_SIGNED: Bilingual("日志检查点", "Log checkpoint"),
    Check.IN_LOG: Bilingual("透明日志", "Transparency log"),
    Check.FACTS_AGREE: Bilingual("标识信息", "Label facts"),
}

_SENTENCES: Mapping[str, Bilingual] = {
    "credential-signature": Bilingual(
        "凭证由签发机构的密钥签名，内容未被改动。",
        "The credential is signed with the issuer's key and has not been altered.",
    ),
    "credential-unreadable": Bilingual(
        "凭证不是可读取的 vc+jwt。", "The credential is not a readable vc+jwt."
    ),
    "credential-tampered": Bilingual(
        "凭证签名不成立：内容被改动，或并非由所称密钥签名。",
        "The credential's signature does not hold: it was altered, or not signed with that key.",
    ),
    "issuer-trusted": Bilingual(
        "签发机构与其密钥在信任策略之内。",
        "The trust policy accepts the issuer and its key.",
    ),
    "issuer-not-trusted": Bilingual(
        "签发者不是信任策略认可的认证机构。",
        "The issuer is not a certification body that the trust policy accepts.",
    ),
    "issuer-key-not-trusted": Bilingual(
        "签名密钥不是信任策略中该机构的密钥，其密钥文档也未登记在透明日志中。",
        "The signing key is not the body's in the trust policy, nor in a logged key document.",
    ),
    "issuer-key-retired": Bilingual(
        "签名时该密钥尚未启用或已停用。",
        "The signing key was not in use when the credential was signed.",
    ),
    "status-lists": Bilingual(
        "两份状态清单由节点签名，且在时效之内。",
        "Both status lists are signed by the node and recent enough.",
    ),
    "status-list-not-signed": Bilingual(
        "状态清单并非由信任策略中的节点签名。",
        "A status list is not signed by the node of the trust policy.",
    ),
    "status-list-wrong": Bilingual(
        "状态清单不是凭证所指的那一份。",
        "A status list is not the one that the credential names.",
    ),
    "status-list-stale": Bilingual(
        "状态清单已过时效，不能说明当前状态；请重新获取证明。",
        "A status list is too old to speak of the present; fetch a fresh proof.",
    ),
    "not-suspended": Bilingual("证书未被暂停。", "The certificate is not suspended."),
    "suspended": Bilingual(
        "证书已被暂停，暂停期间标识不得使用。",
        "The certificate is suspended; the label may not be used meanwhile.",
    ),
    "not-revoked": Bilingual("证书未被撤销。", "The certificate is not revoked."),
    "revoked": Bilingual(
        "证书已被撤销，标识永久失效。", "The certificate is revoked; the label is void for good."
    ),
    "within-validity": Bilingual(
        "证书在有效期内。", "The certificate is within its validity period."
    ),
    "expired": Bilingual("证书已过有效期。", "The certificate has expired."),
    "not-yet-valid": Bilingual("证书尚未生效。", "The certificate is not valid yet."),
    "checkpoint-signed": Bilingual(
        "日志检查点由信任策略中的日志密钥签名。",
        "The checkpoint is signed with the log key of the trust policy.",
    ),
    "checkpoint-not-signed": Bilingual(
        "日志检查点没有信任策略中日志密钥的有效签名。",
        "The checkpoint bears no valid signature of the trust policy's log key.",
    ),
    "in-log": Bilingual(
        "凭证已登记在透明日志中，登记内容与凭证一致。",
        "The credential is in the transparency log, and the entry is about this credential.",
    ),
    "not-in-log": Bilingual(
        "登记条目不在检查点所代表的日志中。",
        "The entry is not in the log that the checkpoint stands for.",
    ),
    "entry-of-another-credential": Bilingual(
        "登记条目属于另一份凭证：凭证可能被调换。",
        "The log entry is about another credential: the credential may have been swapped.",
    ),
    "facts-agree": Bilingual(
        "所示信息与签名凭证一致。", "The facts shown are those of the signed credential."
    ),
    "facts-differ": Bilingual(
        "所示信息与签名凭证不一致：{fields}。",
        "The facts shown differ from the signed credential: {fields}.",
    ),
    "not-checked": Bilingual(
        "前一项未通过，无法检查此项。", "Not checked, because an earlier check failed."
    ),
}


@dataclass(frozen=True)
class Finding:
    """The answer to one check. `code` is stable: programs may rely on it."""

    check: Check
    outcome: Outcome
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def question(self) -> Bilingual:
        return QUESTIONS[self.check]

    @property
    def sentence(self) -> Bilingual:
        said = _SENTENCES[self.code]
        facts = dict(self.facts)
        return Bilingual(said.zh.format(**facts), said.en.format(**facts))


def sentences() -> Mapping[str, Bilingual]:
    """Every sentence by its code, for the page that repeats the verification in the browser."""
    return _SENTENCES
