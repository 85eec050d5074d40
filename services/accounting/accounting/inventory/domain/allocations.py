"""Whether a rule allows the way in which a system shares burdens."""

from accounting.model.domain.system import ProductSystem
from chassis.refusals import Invalid
from packs.models import AllocationMethod, Rule


class AllocationForbidden(Invalid):
    """A process shares its burden by a method that the rule does not allow."""

    zh = (
        "单元过程 {process} 采用的分配方法 {method} 为规则 {rule} 所禁止;请先尝试细分过程,"
        "否则改用:{allowed}。"
    )
    en = (
        "Process {process} allocates by {method}, which the rule {rule} forbids. Divide the "
        "process if you can, or allocate by: {allowed}."
    )


def check_allocations(system: ProductSystem, rule: Rule) -> None:
    """Raises `AllocationForbidden` with the methods that are left, in the standard's order."""
    allowed = [method for method in AllocationMethod if method not in rule.forbidden_allocation]
    for process in system.processes:
        if process.allocation is not None and process.allocation.method not in allowed:
            raise AllocationForbidden(
                process=process.id,
                method=process.allocation.method,
                rule=f"{rule.code} {rule.version}",
                allowed=", ".join(allowed) or "-",
            )
