"""Which rule version and which scheme a case runs under."""

from dataclasses import dataclass
from datetime import date

from chassis.refusals import Conflict, Invalid
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme


class NationalLabelNotOpen(Invalid):
    """The national scheme is asked for a product outside the national pilot catalogue."""

    zh = "产品类别 {category} 不在国家试点目录内,不得使用国家统一标识;请改用 CB_OWN(机构自有规则)。"
    en = (
        "Category {category} is outside the national pilot catalogue and may not carry the "
        "national label; apply under CB_OWN, the body's own scheme."
    )


class NoRuleInForce(Conflict):
    """No rule version of the category is in force on the date."""

    zh = "产品类别 {category} 在 {day} 没有生效的实施规则;请在规则生效后再申请。"
    en = "No rule for category {category} is in force on {day}; apply once one is."


class FootprintUnderOtherRule(Conflict):
    """The footprint was computed under another rule version than the one now in force."""

    zh = "该足迹按规则 {used} 核算,而当前生效的是 {in_force};请按现行规则重新核算并封存后再申请。"
    en = (
        "The footprint was computed under rule {used}, and {in_force} is in force; "
        "calculate and seal it again under the current rule."
    )


@dataclass(frozen=True)
class RuleVersion:
    """What certification needs from one version of a category's implementation rule."""

    code: str
    version: str
    category: str
    name_zh: str
    name_en: str
    general_rule: str
    """The national rule behind it, such as CNCA-CFP-00:2025."""
    standard: str
    in_force_from: date
    validity_months: int

    @property
    def label(self) -> str:
        """How messages name the rule."""
        return f"{self.code} {self.version}"


@dataclass(frozen=True)
class Category:
    """A product category with all its rule versions."""

    code: str
    in_national_catalogue: bool
    rules: tuple[RuleVersion, ...]

    def check_scheme(self, scheme: Scheme) -> None:
        """Raise unless a product of this category may be certified under the scheme."""
        if scheme is Scheme.NATIONAL_CFP and not self.in_national_catalogue:
            raise NationalLabelNotOpen(category=self.code)

    def rule_on(self, day: date) -> RuleVersion:
        """The rule version in force on a day in China."""
        started = [rule for rule in self.rules if rule.in_force_from <= day]
        if not started:
            raise NoRuleInForce(category=self.code, day=day.isoformat())
        return max(started, key=lambda rule: rule.in_force_from)


def rule_for(category: Category, footprint: FootprintSealed, day: date) -> RuleVersion:
    """The rule of an application made on `day`; the footprint must follow the same one."""
    rule = category.rule_on(day)
    if (footprint.rule_code, footprint.rule_version) != (rule.code, rule.version):
        used = f"{footprint.rule_code} {footprint.rule_version}"
        raise FootprintUnderOtherRule(used=used, in_force=rule.label)
    return rule
