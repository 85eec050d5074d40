"""Which rule of a category is in force."""

from datetime import date

from chassis.refusals import Conflict
from packs.models import Rule


class RuleMissing(Conflict):
    """No rule of the category is in force on the day."""

    zh = "品类 {category} 在 {day} 没有生效的规则(请求版本:{version})。请在 /v1/categories 查看。"
    en = "No rule of {category} is in force on {day} (asked for: {version}). See /v1/categories."


def rule_in_force(
    rules: tuple[Rule, ...], *, category: str, version: str | None, day: date
) -> Rule:
    """The rule asked for, or the newest that is in force on the day. Raises `RuleMissing`."""
    fitting = [
        rule for rule in rules if rule.in_force_from <= day and version in (None, rule.version)
    ]
    if not fitting:
        raise RuleMissing(category=category, version=version or "-", day=day)
    return max(fitting, key=lambda rule: rule.in_force_from)
