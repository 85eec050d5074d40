"""The indicators of a data set: warming by module in EN 15804's parts, and the footprint itself.

They are described here rather than named by the identifiers of EN 15804's own indicators: those
stand for other characterisation values (EF 3.0 and 3.1) than the rule's GWP set.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from accounting.factors.domain.gwp import GwpSet
from accounting.ilcd.formats.documents import platform
from accounting.ilcd.formats.elements import (
    FORMAT_VERSION,
    VERSION,
    DataSet,
    DataSetKind,
    both,
    node,
    stable,
)
from accounting.ilcd.formats.measures import warming
from accounting.ilcd.formats.modules import Module
from accounting.values.domain.text import Text


@dataclass(frozen=True)
class DeclaredIndicator:
    """What is told of each module, and by which number."""

    code: str
    name: Text
    about: Text
    value: Callable[[Module], Decimal]


INDICATORS = (
    DeclaredIndicator(
        "GWP-total",
        Text("全球变暖潜势-总计", "Global warming potential - total"),
        Text(
            "化石、生物源与土地利用之和;含生物源碳的吸收与排放,因此与产品碳足迹不同。",
            "Sum of fossil, biogenic and land use. Biogenic carbon taken up and emitted is part "
            "of it, so it differs from the product carbon footprint.",
        ),
        lambda module: module.total,
    ),
    DeclaredIndicator(
        "GWP-fossil",
        Text("全球变暖潜势-化石", "Global warming potential - fossil"),
        Text("化石来源,含航空运输。", "Of fossil origin, aircraft included."),
        lambda module: module.fossil,
    ),
    DeclaredIndicator(
        "GWP-biogenic",
        Text("全球变暖潜势-生物源", "Global warming potential - biogenic"),
        Text(
            "生物源碳排放计 +1、吸收计 -1,另加生物质的甲烷与氧化亚氮。",
            "Biogenic carbon emitted +1 and taken up -1, with methane and nitrous oxide of "
            "biomass.",
        ),
        lambda module: module.biogenic,
    ),
    DeclaredIndicator(
        "GWP-luluc",
        Text("全球变暖潜势-土地利用及其变化", "Global warming potential - luluc"),
        Text("直接土地利用变化,20 年平摊。", "Direct land-use change, spread over 20 years."),
        lambda module: module.land_use,
    ),
)
FOOTPRINT = DeclaredIndicator(
    "PCF",
    Text("产品碳足迹", "Product carbon footprint"),
    Text(
        "按 GB/T 24067 的产品碳足迹:生物源碳与产品储碳单列,不在其中。合计为按规则修约的公布值。",
        "Footprint by GB/T 24067: biogenic carbon and carbon stored in the product stand beside "
        "it. The mean amount is the published value, rounded once by the rule.",
    ),
    lambda module: module.footprint,
)


def method(indicator: DeclaredIndicator, gwp: GwpSet) -> DataSet:
    """The indicator as the format describes a method."""
    id = stable("method", indicator.code, gwp.name, gwp.version)
    by = f"GWP100, IPCC {gwp.name} ({gwp.version})"
    name = Text(
        f"{indicator.name.zh} ({indicator.code}), {by}",
        f"{indicator.name.en} ({indicator.code}), {by}",
    )
    root = node(
        "method:LCIAMethodDataSet",
        node(
            "method:LCIAMethodInformation",
            node(
                "method:dataSetInformation",
                node("common:UUID", id),
                *both("common:name", name),
                node("method:methodology", by),
                node("method:impactCategory", "Climate change"),
                node("method:impactIndicator", indicator.code),
                *both("common:generalComment", indicator.about),
            ),
            node(
                "method:quantitativeReference",
                warming().named("method:referenceQuantity"),
            ),
            node("method:geography"),
        ),
        node(
            "method:modellingAndValidation",
            node(
                "method:LCIAMethodNormalisationAndWeighting",
                node("method:typeOfDataSet", "Mid-point indicator"),
            ),
        ),
        node(
            "method:administrativeInformation",
            node(
                "method:dataGenerator",
                platform().named("common:referenceToPersonOrEntityGeneratingTheDataSet"),
            ),
            node("method:dataEntryBy"),
            node("method:publicationAndOwnership", node("common:dataSetVersion", VERSION)),
        ),
        of={"version": FORMAT_VERSION},
    )
    return DataSet(DataSetKind.METHOD, id, name, root)
