"""Every sentence of the public pages, in both languages."""

from collections.abc import Mapping

from registry.proofs.domain.standing import Standing
from registry.values.domain.bilingual import Bilingual, Language
from registry.values.domain.held import HELD

_T = Bilingual

TEXTS: Mapping[str, Bilingual] = {
    "site": _T("产品碳足迹标识", "Product carbon footprint label"),
    "pilot": _T("{region}认证试点 · 公共查询", "{region} certification pilot · public register"),
    "other_language": _T("English", "中文"),
    "sample": _T("示例", "Sample"),
    "sample_notice": _T(
        "示例数据：企业、机构与产品均为虚构，仅用于演示。",
        "Sample data: the enterprise, the body and the product are invented, for demonstration.",
    ),
    "test_tenant": _T("试用租户", "Test tenant"),
    "test_tenant_notice": _T(
        "此处的标识仅供系统对接试用,不具任何效力,也不计入任何公开数据。",
        "Labels here are for trying an integration; they are worth nothing and count nowhere.",
    ),
    "held": HELD,
    "withheld": _T(
        "登记的内容与签名凭证、透明日志不一致或无法证实，因此不予显示。请勿采信，并向监管部门反映。",
        "What is recorded does not fit the signed credential and the log, or cannot be proved, so "
        "it is not shown. Do not rely on this label, and report it.",
    ),
    "not_covered": _T(
        "“示例”标记由本登记系统添加，不在签名凭证之内。",
        "The remark “sample” is added by this register; the signed credential does not cover it.",
    ),
    "footprint": _T("产品碳足迹", "Product carbon footprint"),
    "per": _T("每 {amount} {unit}", "per {amount} {unit}"),
    "boundary": _T("系统边界", "System boundary"),
    "facts": _T("标识信息", "Label facts"),
    "label_number": _T("标识编号", "Label number"),
    "certificate": _T("证书编号", "Certificate number"),
    "body": _T("认证机构", "Certification body"),
    "approval": _T("批准号", "Approval no."),
    "enterprise": _T("获证企业", "Certified enterprise"),
    "uscc": _T("统一社会信用代码", "Unified social credit code"),
    "scheme": _T("认证制度", "Scheme"),
    "validity": _T("有效期", "Validity"),
    "validity_range": _T("{start} 至 {end}", "{start} to {end}"),
    "category": _T("产品类别", "Product category"),
    "rule": _T("核算规则", "Rule"),
    "version": _T("版本", "version"),
    "standard": _T("依据标准", "Standard"),
    "model": _T("型号", "Model"),
    "gtin": _T("商品条码 (GTIN)", "GTIN"),
    "seal": _T("核算封存摘要", "Seal of the calculation"),
    "seal_hint": _T(
        "该值为封存核算文件的 SHA-256；任何人可据此离线复算并比对。",
        "SHA-256 of the sealed calculation; anyone may recompute it offline and compare.",
    ),
    "mark_national": _T("国家产品碳足迹标识认证（试点）", "National labelling pilot"),
    "mark_own": _T("机构自有认证", "Body's own certification"),
    "mark_national_hint": _T(
        "本图形为查询页面示意，不是国家统一标识图样。",
        "This graphic only illustrates the register; it is not the national mark.",
    ),
    "mark_own_hint": _T(
        "不属于国家统一标识，不得使用国家统一标识图样。",
        "Not the national label; the national mark may not be used.",
    ),
    "verification": _T("核验结果", "Verification"),
    "verified": _T("已核验", "Verified"),
    "status_verified": _T("该状态已核验", "Status verified"),
    "not_verified": _T("未通过核验", "Not verified"),
    "verified_hint": _T(
        "服务器依据签名凭证、状态清单与透明日志证明逐项计算，并非读取预存结论。",
        "Computed item by item from the signed credential, the status lists and the log proof; "
        "no stored verdict is read.",
    ),
    "checked_at": _T("北京时间 {time}", "{time} Beijing time"),
    "server": _T("服务器", "Server"),
    "browser": _T("您的浏览器", "Your browser"),
    "browser_waiting": _T("正在用您的浏览器独立复核…", "Your browser is verifying this anew…"),
    "browser_agrees": _T(
        "您的浏览器已独立复核 {count} 项，结果与服务器一致。",
        "Your browser verified {count} items itself and agrees with the server.",
    ),
    "browser_differs": _T(
        "您的浏览器复核结果与服务器不一致，请勿采信本页，并向监管部门反映。",
        "Your browser's result differs from the server's: do not rely on this page; report it.",
    ),
    "browser_unable": _T(
        "浏览器复核未能完成：{reason}。可下载离线证明自行核验。",
        "Your browser could not verify: {reason}. Download the offline proof instead.",
    ),
    "browser_clock": _T("本机时间与服务器相差较大", "this device's clock is far off"),
    "browser_partly": _T(
        "您的浏览器不支持 Ed25519，日志检查点未能在本机复核，其余项目一致。",
        "Your browser lacks Ed25519, so it could not verify the checkpoint; the rest agrees.",
    ),
    "script_off": _T(
        "启用 JavaScript 后，浏览器可独立复核以下各项。",
        "With JavaScript enabled your browser verifies these items itself.",
    ),
    "anchors": _T(
        "浏览器使用本站公布的日志公钥；如需更高保证，请与其他渠道公布的公钥比对：",
        "The browser uses the log key published here; for more assurance compare it with the key "
        "published elsewhere:",
    ),
    "passed": _T("通过", "Passed"),
    "failed": _T("未通过", "Failed"),
    "not-checked": _T("未检查", "Not checked"),
    "qr_title": _T("标识二维码", "QR code of the label"),
    "qr_hint": _T(
        "扫码打开本页，可用于包装与宣传材料。", "Opens this page; for packaging and print."
    ),
    "data": _T("数据与证明", "Data and proof"),
    "json": _T("标识信息", "Label facts"),
    "credential": _T("签名凭证", "Signed credential"),
    "bundle": _T("离线证明包", "Offline proof bundle"),
    "linkset": _T("链接集", "Link set"),
    "checkpoint": _T("日志检查点", "Log checkpoint"),
    "policy": _T("信任策略", "Trust policy"),
    "footer": _T(
        "碳足迹数值按所列规则核算；系统边界、声明单位、规则版本不同的数值不可直接比较。",
        "Footprints follow the rule named above; values with another boundary, declared unit or "
        "rule version cannot be compared.",
    ),
    "near_title": _T("您要查的可能是", "Did you mean"),
    "product_labels": _T("该产品的碳足迹标识", "Labels of this product"),
    "valid_through": _T("有效期至 {day}", "valid through {day}"),
    "missing_title": _T("未找到该标识", "No such label"),
    "search_title": _T("查询产品碳足迹标识", "Look up a label"),
    "search_label": _T("标识编号", "Label number"),
    "search_hint": _T(
        "编号印在标识二维码旁，例如 {example}。",
        "The number is printed beside the QR code, such as {example}.",
    ),
    "search_button": _T("查询", "Look up"),
    "successor": _T("已换发新标识：", "A new label took its place:"),
    "warning": _T(
        "如在产品或广告上看到此编号，请勿采信，并可向市场监管部门举报（12315）。",
        "If a product or advertisement bears this number, do not rely on it; report it (12315).",
    ),
}

STANDINGS: Mapping[Standing, tuple[Bilingual, Bilingual]] = {
    Standing.VALID: (
        _T("标识有效", "Label valid"),
        _T(
            "证书在有效期内，未被暂停或撤销。",
            "In its validity period, neither suspended nor revoked.",
        ),
    ),
    Standing.SUSPENDED: (
        _T("标识已暂停", "Label suspended"),
        _T(
            "证书已被暂停，暂停期间不得使用本标识，所示数值不可采信。",
            "The certificate is suspended: the label may not be used and its figure not relied on.",
        ),
    ),
    Standing.WITHDRAWN: (
        _T("标识已撤销", "Label withdrawn"),
        _T(
            "证书已被撤销，本标识永久失效，不得使用。",
            "The certificate is withdrawn: the label is void for good and may not be used.",
        ),
    ),
    Standing.CANCELLED: (
        _T("标识已注销", "Label cancelled"),
        _T(
            "证书已应持证人申请注销，本标识不再有效，不得使用。",
            "The certificate was cancelled at its holder's wish: the label is void.",
        ),
    ),
    Standing.EXPIRED: (
        _T("标识已过期", "Label expired"),
        _T("证书已过有效期，本标识不再有效。", "The certificate has expired; the label is void."),
    ),
    Standing.NOT_YET_VALID: (
        _T("标识尚未生效", "Label not valid yet"),
        _T("证书的有效期尚未开始。", "The certificate's validity has not begun."),
    ),
    Standing.UNPROVEN: (
        _T("标识未通过核验", "Label not verified"),
        _T(
            "证明不成立或不完整，请勿采信本页所示信息。",
            "The proof does not hold or is incomplete: do not rely on what this page shows.",
        ),
    ),
}


class Texts:
    """The texts in one language, as templates read them: `t.footprint`, `t.say(...)`."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str:
        try:
            return TEXTS[name].said_in(self._language)
        except KeyError as error:
            raise AttributeError(name) from error

    def say(self, text: Bilingual) -> str:
        return text.said_in(self._language)

    def fill(self, name: str, **facts: object) -> str:
        """A text with its places filled."""
        return TEXTS[name].said_in(self._language).format(**facts)
