"""The ILCD archive: what it says, by module and in two languages, and that it holds together."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from accounting.calculations.domain.calculation import calculate, document, read_document
from accounting.calculations.domain.sealing import seal
from accounting.ilcd.formats.exporting import exported
from accounting.ilcd.formats.modules import modules
from chassis.canonical import canonical
from packs.models import Stage
from tests.accounting import samples

GOLDEN = Path(__file__).parents[1] / "golden"
SEALED_AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
NS = {
    "c": "http://lca.jrc.it/ILCD/Common",
    "p": "http://lca.jrc.it/ILCD/Process",
    "f": "http://lca.jrc.it/ILCD/Flow",
    "m": "http://lca.jrc.it/ILCD/LCIAMethod",
    "epd": "http://www.iai.kit.edu/EPD/2013",
    "epd2": "http://www.indata.network/EPD/2019",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MODULE = f"{{{NS['epd']}}}module"


def archive(name):
    bundle = json.loads((GOLDEN / f"{name}.json").read_bytes())
    content = exported(bundle["document"], seal=bundle["seal"], sealed_at=SEALED_AT)
    return bundle, content


def files(content):
    with ZipFile(io.BytesIO(content)) as found:
        texts = {name: found.read(name) for name in found.namelist()}
    return {name: ET.fromstring(text) for name, text in texts.items()}  # noqa: S314  # Our own.


def process(content):
    [root] = [root for name, root in files(content).items() if "/processes/" in name]
    return root


def results(root):
    """Amounts by indicator code and module, with the sum under an empty name."""
    found = {}
    for row in root.iterfind("p:LCIAResults/p:LCIAResult", NS):
        name = row.find("p:referenceToLCIAMethodDataSet/c:shortDescription[2]", NS).text
        code = name.split("(")[1].split(")")[0]
        found[code] = {"": Decimal(row.find("p:meanAmount", NS).text)}
        for amount in row.iterfind("c:other/epd:amount", NS):
            found[code][amount.get(MODULE)] = Decimal(amount.text)
    return found


@pytest.fixture(scope="module")
def everything():
    return archive("every-feature-1.1")


def test_the_published_value_is_the_footprint_and_the_seal_is_named(everything):
    bundle, content = everything

    root = process(content)

    assert str(results(root)["PCF"][""]) == bundle["document"]["result"]["value"]
    comments = [row.text for row in root.iter(f"{{{NS['c']}}}generalComment")]
    assert all(bundle["seal"] in comment for comment in comments)
    assert len(comments) == 2


def test_modules_add_up_to_the_parts_that_the_seal_states(everything):
    bundle, content = everything
    parts = {k: Decimal(v) for k, v in bundle["document"]["result"]["separate"].items()}

    found = results(process(content))

    def summed(code):
        return sum(value for module, value in found[code].items() if module)

    biogenic = (
        parts["biogenic_gases"] + parts["biogenic_co2_emitted"] + parts["biogenic_co2_taken_up"]
    )
    assert summed("GWP-fossil") == pytest.approx(parts["fossil"] + parts["aircraft"])
    assert summed("GWP-biogenic") == pytest.approx(biogenic)
    assert summed("GWP-luluc") == pytest.approx(parts["land_use_change"])
    assert summed("GWP-total") == pytest.approx(
        sum(summed(code) for code in ("GWP-fossil", "GWP-biogenic", "GWP-luluc"))
    )
    assert summed("PCF") == pytest.approx(Decimal(bundle["document"]["result"]["exact"]))


def test_stages_are_declared_as_modules_and_those_beyond_the_gate_with_their_scenario(everything):
    _, content = everything
    root = process(content)

    amounts = list(root.iter(f"{{{NS['epd']}}}amount"))

    assert {amount.get(MODULE) for amount in amounts} == {"A1-A3", "A4", "B1", "C4"}
    scenario = f"{{{NS['epd']}}}scenario"
    named = {amount.get(MODULE): amount.get(scenario) for amount in amounts}
    assert named["A1-A3"] is None
    assert named["A4"] == named["C4"] == "Standard scenario"
    [stated] = root.iter(f"{{{NS['epd']}}}scenario")
    assert [row.get(LANG) for row in stated] == ["zh", "en"]


def test_a_rule_may_declare_a_stage_as_another_module():
    subject, data = samples.subject(), samples.published_data()
    rule = subject.rule.model_copy(update={"modules": {Stage.RAW_MATERIALS: "A1"}})
    changed = replace(subject, rule=rule)
    sealed = json.loads(canonical(document(changed, data, calculate(changed, data))))

    of, background = read_document(sealed)

    assert [module.name for module in modules(of, background)] == ["A1", "A1-A3"]
    assert sealed["rule"]["modules"] == {"raw-materials": "A1"}


def test_a_rule_without_modules_is_sealed_as_before():
    assert "modules" not in samples.category().rules[0].model_dump(mode="json")


@pytest.mark.parametrize(
    "name",
    ["every-feature-1.1", "pv-module-2025.1", "wood-furniture-2025.1", "wood-based-panels-2025.1"],
)
def test_every_reference_leads_to_a_file_of_the_archive(name):
    _, content = archive(name)
    found = files(content)

    for root in found.values():
        for element in root.iter():
            if uri := element.get("uri"):
                target = found["ILCD/" + uri.removeprefix("../")]
                assert target.find(".//c:UUID", NS).text == element.get("refObjectId")
                assert element.get("version") == "01.00.000"
    assert all(UUID(Path(path).stem) for path in found)
    folders = {path.split("/")[1] for path in found}
    assert folders == {
        "processes",
        "flows",
        "flowproperties",
        "unitgroups",
        "sources",
        "contacts",
        "lciamethods",
    }


def test_the_process_carries_the_extensions_of_both_namespaces():
    bundle, content = archive("pv-module-2025.1-engine-1.1")

    root = process(content)

    def text(path):
        return root.find(path, NS).text

    assert root.get(f"{{{NS['epd2']}}}epd-version") == "1.2"
    assert text(".//p:typeOfDataSet") == "EPD"
    assert text(".//c:other/epd:subType") == "specific dataset"
    assert text(".//p:time/c:other/epd2:publicationDateOfEPD") == "2026-11-22"
    assert text(".//p:time/c:dataSetValidUntil") == "2028"
    assert root.find(".//epd2:referenceToOriginalEPD", NS).get("type") == "source data set"
    names = [row.text for row in root.iterfind(".//p:name/p:baseName", NS)]
    product = bundle["document"]["product"]
    assert names == [f"{product['name'][of]} {product['model']}" for of in ("zh", "en")]
    rule, _ = root.iterfind(".//p:referenceToLCAMethodDetails/c:shortDescription[2]", NS)
    assert rule.text == "TJ-CFP-PV 2025.1"
    owner = root.find(".//c:referenceToOwnershipOfDataSet/c:shortDescription", NS)
    assert owner.text == bundle["document"]["enterprise"]["name"]["zh"]


def test_only_the_product_is_told_and_nothing_that_went_into_it():
    bundle, content = archive("pv-module-2025.1-engine-1.1")
    told = b"".join(ZipFile(io.BytesIO(content)).read(name) for name in files(content))

    [exchange] = process(content).iterfind("p:exchanges/p:exchange", NS)

    assert exchange.find("p:meanAmount", NS).text == "1"
    for row in bundle["document"]["factors"]:
        assert row["id"].encode() not in told
    for row in bundle["document"]["system"]["processes"]:
        assert row["name"]["en"].encode() not in told


def test_the_flow_says_what_a_declared_unit_is_in_pieces_area_and_mass():
    _, content = archive("pv-module-2025.1-engine-1.1")
    [flow] = [root for name, root in files(content).items() if "/flows/" in name]

    rows = flow.iterfind("f:flowProperties/f:flowProperty", NS)

    stated = {row[0][1].text: Decimal(row.find("f:meanValue", NS).text) for row in rows}
    assert stated == {
        "Peak power": 1,
        "Area": 5,
        "Number of items": Decimal("2.5"),
        "Mass": 66,
    }


def test_the_same_seal_gives_the_same_bytes_and_another_other_identifiers():
    subject, data = samples.subject(), samples.published_data()
    sealed = json.loads(canonical(document(subject, data, calculate(subject, data))))
    one = seal(sealed)

    first = exported(sealed, seal=one, sealed_at=SEALED_AT)
    second = exported(json.loads(canonical(sealed)), seal=one, sealed_at=SEALED_AT)
    other = exported(sealed, seal="0" * 64, sealed_at=SEALED_AT)

    assert first == second
    assert process(first).find(".//c:UUID", NS).text != process(other).find(".//c:UUID", NS).text


def test_it_says_that_something_was_lost_and_not_what():
    bundle = json.loads((GOLDEN / "every-feature-1.1.json").read_bytes())
    loss = {
        "place": "frame",
        "what": {"zh": "机密的流", "en": "a secret flow"},
        "reason": "供应方确认不含温室气体,见台账 12 号。",
        "settled_at": "2026-11-22T08:00:00Z",
        "settled_by": "li",
    }
    lost = bundle["document"] | {"losses": [loss, loss | {"place": "glass"}]}

    content = exported(lost, seal=bundle["seal"], sealed_at=SEALED_AT)

    path = "p:modellingAndValidation/p:dataSourcesTreatmentAndRepresentativeness"
    told = process(content).find(f"{path}/p:dataCutOffAndCompletenessPrinciples", NS).text
    assert "2 项内容未能带入" in told
    assert "机密" not in told
    assert "台账" not in told
