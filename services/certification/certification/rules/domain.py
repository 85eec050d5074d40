"""Rule versions, and which one a footprint must follow on a day."""

from dataclasses import dataclass
from datetime import date

from chassis.refusals import Conflict
from contracts.accounting import FootprintSealed
from packs.models import Rule


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
    surveillance_interval_months: int

    @property
    def label(self) -> str:
        """How messages name the rule."""
        return f"{self.code} {self.version}"


@dataclass(frozen=True)
class CategoryRules:
    """All rule versions of one category."""

    category: str
    versions: tuple[RuleVersion, ...]

    def in_force_on(self, day: date) -> RuleVersion:
        """The rule version in force on a day in China."""
        started = [rule for rule in self.versions if rule.in_force_from <= day]
        if not started:
            raise NoRuleInForce(category=self.category, day=day.isoformat())
        return max(started, key=lambda rule: rule.in_force_from)


def rule_for(rules: CategoryRules, footprint: FootprintSealed, day: date) -> RuleVersion:
    """The rule of an application made on `day`; the footprint must follow the same one."""
    rule = rules.in_force_on(day)
    if (footprint.rule_code, footprint.rule_version) != (rule.code, rule.version):
        used = f"{footprint.rule_code} {footprint.rule_version}"
        raise FootprintUnderOtherRule(used=used, in_force=rule.label)
    return rule


@dataclass(frozen=True)
class RuleSearch:
    """What to look for; an absent criterion does not narrow the list."""

    code: str | None = None
    category: str | None = None
    in_force_on: date | None = None
    """A day in China."""


@dataclass(frozen=True)
class PublishedRule:
    """A rule version in full, with the category it belongs to."""

    category: str
    catalogue_item: int | None
    rule: Rule
