"""Explaining a calculation over the API: its readers may analyse it, and nothing is kept."""

from decimal import Decimal
from uuid import uuid4

import pytest

from accounting.calculations.store.tables import calculation as calculations
from accounting.calculations.store.tables import sealed_level
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE

PATHS = (
    "contributions",
    "sensitivities",
    "hot-spots",
    "position",
    "data-quality",
    "uncertainty?samples=100",
)
SCORES = {
    "reliability": 2,
    "completeness": 2,
    "temporal": 4,
    "geographical": 1,
    "technological": 1,
    "sample_size": 3,
}


@pytest.fixture(scope="module")
async def calculation(shared_accounting) -> str:
    return f"/v1/calculations/{await shared_accounting.has_calculation()}"


async def ask(accounting, path: str, content: object = None):
    response = await (accounting.get(path) if content is None else accounting.post(path, content))
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.clause("C04")
async def test_the_tree_leads_from_the_product_to_single_exchanges(shared_accounting, calculation):
    value = (await ask(shared_accounting, calculation))["result"]["exact"]

    found = await ask(shared_accounting, f"{calculation}/contributions?depth=2")

    tree = found["tree"]
    assert (tree["place"], tree["kg_co2e"], found["seal"]) == ("module", value, None)
    assert sum(Decimal(child["kg_co2e"]) for child in tree["children"]) == Decimal(value)
    cell = next(child for child in tree["children"] if child["place"] == "module.cell")
    assert {child["place"].partition(".")[0] for child in cell["children"]} == {"cell"}


@pytest.mark.clause("C04")
async def test_sensitivities_are_ranked(shared_accounting, calculation):
    found = await ask(shared_accounting, f"{calculation}/sensitivities")

    sizes = [abs(Decimal(each["elasticity"])) for each in found["inputs"]]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 50


@pytest.mark.clause("C04")
async def test_scenarios_stand_beside_the_base_and_are_not_recorded(shared_accounting, calculation):
    request = {
        "scenarios": [
            {
                "name": "风电 / wind",
                "changes": [{"change": "change-electricity", "factor": "ele-fp-cn-2024-wind"}],
            },
            {
                "name": "less frame",
                "changes": [
                    {
                        "change": "scale-amount",
                        "process": "module",
                        "exchange": "frame",
                        "times": "0.8",
                    }
                ],
            },
        ]
    }
    before = (await ask(shared_accounting, "/v1/calculations"))["items"]

    found = await ask(shared_accounting, f"{calculation}/scenarios", request)

    assert found["certified"] is False
    assert [scenario["name"] for scenario in found["scenarios"]] == ["风电 / wind", "less frame"]
    wind, frame = (Decimal(scenario["difference"]) for scenario in found["scenarios"])
    assert wind < frame < 0
    assert (await ask(shared_accounting, "/v1/calculations"))["items"] == before


async def test_a_bad_scenario_is_refused_in_both_languages(shared_accounting, calculation):
    change = {"change": "replace-factor", "process": "module", "exchange": "glass", "factor": "no"}
    request = {"scenarios": [{"name": "trial", "changes": [change]}]}

    response = await shared_accounting.post(f"{calculation}/scenarios", request)

    assert response.status_code == 422
    assert response.json()["type"].endswith("factor-missing")
    assert "trial #1: module.glass" in response.text


async def test_data_quality_takes_scores_of_those_who_know_better(shared_accounting, calculation):
    assumed = await ask(shared_accounting, f"{calculation}/data-quality")

    scored = await ask(
        shared_accounting, f"{calculation}/data-quality", {"amounts": {"module.frame": SCORES}}
    )

    assert Decimal(1) <= Decimal(assumed["quality"]["pef"]["dqr"]) <= Decimal(5)
    assert Decimal(assumed["quality"]["given_percent"]) == 0
    assert round(Decimal(scored["quality"]["given_percent"]), 2) == Decimal("20.47")


async def test_uncertainty_is_the_same_for_everybody_who_asks(shared_accounting, calculation):
    first = await ask(shared_accounting, f"{calculation}/uncertainty?samples=10000")

    again = await ask(shared_accounting, f"{calculation}/uncertainty", {"samples": 10000})

    assert again == first
    gap = Decimal(first["monte_carlo"]["mean"]) - Decimal(first["exact_mean"])
    assert abs(gap) < 4 * Decimal(first["standard_error"])
    assert Decimal(first["analytic"]["low"]) < Decimal(first["value"])


async def test_both_published_pedigree_sets_can_be_asked_for(shared_accounting, calculation):
    found = await ask(
        shared_accounting,
        f"{calculation}/uncertainty",
        {"pedigree": "v2", "samples": 100, "amounts": {"module.frame": SCORES}},
    )

    [frame] = [each for each in found["inputs"] if each["input"] == "module.frame"]
    assert round(Decimal(frame["log_deviation"]), 6) == Decimal("0.234494")
    unknown = await shared_accounting.get(f"{calculation}/uncertainty?pedigree=v9")
    assert unknown.status_code == 422
    assert unknown.json()["type"].endswith("pedigree-set-unknown")


async def test_scores_of_a_place_that_is_not_there_are_refused(shared_accounting, calculation):
    for path in ("data-quality", "uncertainty"):
        request = {"amounts": {"module.gold": SCORES}}
        response = await shared_accounting.post(f"{calculation}/{path}", request)

        assert response.status_code == 422
        assert response.json()["type"].endswith("scored-place-unknown")


@pytest.mark.parametrize("path", PATHS)
async def test_another_enterprise_finds_nothing(shared_accounting, calculation, path):
    headers = shared_accounting.as_enterprise(OTHER_ENTERPRISE)

    response = await shared_accounting.get(f"{calculation}/{path}", headers)

    assert response.status_code == 404


async def test_a_body_that_was_applied_to_may_analyse(accounting):
    id, _ = await accounting.has_seal()
    path = f"/v1/calculations/{id}/contributions"
    assert (await accounting.get(path, accounting.as_body())).status_code == 404

    await accounting.hears_of_application(id)

    response = await accounting.get(path, accounting.as_body())
    assert response.status_code == 200
    assert response.json()["seal"]


@pytest.mark.clause("C04")
async def test_a_standing_is_shown_once_five_enterprises_have_sealed(accounting):
    id, _ = await accounting.has_seal()
    path = f"/v1/calculations/{id}/position"
    alone = (await ask(accounting, path))["position"]

    await sealed_elsewhere(accounting, id, *range(100, 500, 100))
    four = (await ask(accounting, path))["position"]
    await sealed_elsewhere(accounting, id, 900, first=4)
    five = (await ask(accounting, path))["position"]

    assert alone["standing"] is four["standing"] is None
    assert five["standing"] == {"products": 5, "enterprises": 5, "percentile": "20"}
    assert {level["id"] for level in five["levels"]} >= {"bm-pv-epeat-low", "bm-pv-cn-gb"}
    assert "value" not in five["standing"]


async def sealed_elsewhere(accounting, like: str, *values: int, first: int = 0) -> None:
    """Other enterprises' sealed footprints of the same rule, as their seals leave them."""
    async with accounting.database.transaction() as tx:
        own = (await tx.execute(sealed_level.select().filter_by(calculation=like))).one()
        assert own.enterprise == ENTERPRISE
        for number, value in enumerate(values, start=first):
            org = f"9112011600000000{number}X"
            row = {**own._mapping, "enterprise": org, "product": uuid4(), "value": value}
            row["calculation"] = await copied(tx, like)
            await tx.execute(sealed_level.insert().values(row))


async def copied(tx, like: str):
    """A calculation row of its own, so that the level has something to belong to."""
    row = (await tx.execute(calculations.select().filter_by(id=like))).one()
    made = {**row._mapping, "id": uuid4()}
    await tx.execute(calculations.insert().values(made))
    return made["id"]
