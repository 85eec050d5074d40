"""The tree adds up exactly, at every depth, and ends in what the engine adds up."""

from collections import defaultdict
from decimal import Context, Decimal

import pytest

from accounting.analysis.domain.contribution_tree import ContributionNode, contribution_tree
from accounting.analysis.domain.network import AnalysisDisagrees, network
from accounting.calculations.domain.calculation import calculate
from tests.accounting import samples
from tests.accounting.analysis.systems import random_network

WIDE = Context(prec=400)


def exact_sum(values: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = WIDE.add(total, value)
    return total


def nodes(root: ContributionNode) -> list[ContributionNode]:
    return [root, *(node for child in root.children for node in nodes(child))]


@pytest.fixture(scope="module")
def worked():
    return network(samples.subject(), samples.published_data())


@pytest.mark.parametrize("depth", [1, 2, 3, 30])
def test_children_add_up_to_their_parent_to_the_last_digit(worked, depth):
    recorded = calculate(samples.subject(), samples.published_data()).exact

    tree = contribution_tree(worked, recorded, depth=depth)

    assert tree.kg_co2e == recorded
    opened = [node for node in nodes(tree) if node.children]
    assert opened
    for node in opened:
        assert exact_sum([child.kg_co2e for child in node.children]) == node.kg_co2e


@pytest.mark.parametrize("seed", range(6))
def test_it_adds_up_with_loops_and_co_products_too(seed):
    found = random_network(seed)

    tree = contribution_tree(found, found.exact, depth=6, most_nodes=400)

    leaves = [node.kg_co2e for node in nodes(tree) if not node.children]
    assert exact_sum(leaves) == found.exact
    assert len(nodes(tree)) <= 400


def test_its_leaves_are_the_contributions_of_the_engine(worked):
    result = calculate(samples.subject(), samples.published_data())
    tree = contribution_tree(worked, result.exact, depth=30)

    by_place = defaultdict(list)
    for node in nodes(tree):
        if not node.children:
            by_place[node.place].append(node.kg_co2e)

    assert by_place.keys() == {share.id for share in result.by_exchange}
    for share in result.by_exchange:
        assert abs(exact_sum(by_place[share.id]) - share.kg_co2e) < Decimal("1e-40")


def test_what_is_left_out_is_counted(worked):
    tree = contribution_tree(worked, worked.exact, depth=1)

    cell = next(node for node in tree.children if node.place == "module.cell")
    assert cell.hidden == len(worked.links["cell", "cell"])
    assert tree.children[0] is cell


@pytest.mark.parametrize("seed", range(8))
def test_both_ways_of_solving_come_to_the_same_footprint(seed):
    found = random_network(seed)

    result = calculate(found.subject, found.background)

    assert any({"p2", "p3"} <= {process for process, _ in group} for group in found.order)
    assert found.agreeing(result.exact) is found
    stages = {share.id: share.kg_co2e for share in result.by_stage}
    assert stages.keys() == found.by_stage.keys()
    for stage, kg_co2e in found.by_stage.items():
        assert abs(kg_co2e - stages[stage]) < Decimal("1e-25")


def test_another_result_than_the_recorded_one_is_refused(worked):
    with pytest.raises(AnalysisDisagrees):
        worked.agreeing(worked.exact + Decimal("0.000001"))
