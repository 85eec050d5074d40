"""ILCD data sets as other programs write them, made small."""

import io
import zipfile
from uuid import NAMESPACE_URL, uuid5

COMMON = "http://lca.jrc.it/ILCD/Common"
SPACES = {
    "process": "http://lca.jrc.it/ILCD/Process",
    "flow": "http://lca.jrc.it/ILCD/Flow",
    "flowProperty": "http://lca.jrc.it/ILCD/FlowProperty",
    "unitGroup": "http://lca.jrc.it/ILCD/UnitGroup",
}
MASS, MASS_UNITS = "93a60a56-a3c8-11da-a746-0800200b9a66", "93a60a57-a4c8-11da-a746-0800200c9a66"
CO2_FOSSIL = "08a91e70-3ddc-11dd-923d-0050c2490048"


def uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def exchange(
    id: int, flow: str, amount: str, direction: str = "Input", *, uuid_of: str = "", more: str = ""
) -> str:
    return f"""<exchange dataSetInternalID="{id}">
      <referenceToFlowDataSet type="flow data set" refObjectId="{uuid_of or uuid(flow)}">
        <c:shortDescription xml:lang="en">{flow}</c:shortDescription></referenceToFlowDataSet>
      <exchangeDirection>{direction}</exchangeDirection>
      <meanAmount>999</meanAmount><resultingAmount>{amount}</resultingAmount>{more}</exchange>"""


def process(name: str, *exchanges: str, reference: int = 0, stage: str = "production") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<processDataSet xmlns="{SPACES["process"]}" xmlns:c="{COMMON}" version="1.1">
  <processInformation>
    <dataSetInformation><c:UUID>{uuid(name)}</c:UUID>
      <name><baseName xml:lang="en">{name}</baseName><baseName xml:lang="zh">过程</baseName></name>
      <classificationInformation><c:classification><c:class level="0">{stage}</c:class>
      </c:classification></classificationInformation></dataSetInformation>
    <quantitativeReference type="Reference flow(s)">
      <referenceToReferenceFlow>{reference}</referenceToReferenceFlow></quantitativeReference>
  </processInformation>
  <exchanges>{"".join(exchanges)}</exchanges>
</processDataSet>"""


def flow(
    name: str,
    kind: str = "Product flow",
    *,
    uuid_of: str = "",
    category: str = "",
    quantity: str = MASS,
    named: str = "Mass",
) -> str:
    folders = "".join(
        f'<c:category level="{level}">{part}</c:category>'
        for level, part in enumerate(category.split("/"))
        if part
    )
    return f"""<flowDataSet xmlns="{SPACES["flow"]}" xmlns:c="{COMMON}">
  <flowInformation><dataSetInformation><c:UUID>{uuid_of or uuid(name)}</c:UUID>
    <name><baseName xml:lang="en">{name}</baseName></name>
    <classificationInformation><c:elementaryFlowCategorization>{folders}
    </c:elementaryFlowCategorization></classificationInformation></dataSetInformation>
    <quantitativeReference><referenceToReferenceFlowProperty>0</referenceToReferenceFlowProperty>
    </quantitativeReference></flowInformation>
  <modellingAndValidation><LCIMethod><typeOfDataSet>{kind}</typeOfDataSet></LCIMethod>
  </modellingAndValidation>
  <flowProperties><flowProperty dataSetInternalID="0">
    <referenceToFlowPropertyDataSet refObjectId="{quantity}">
      <c:shortDescription xml:lang="en">{named}</c:shortDescription>
    </referenceToFlowPropertyDataSet><meanValue>1.0</meanValue></flowProperty></flowProperties>
</flowDataSet>"""


def flow_property(id: str, group: str) -> str:
    return f"""<flowPropertyDataSet xmlns="{SPACES["flowProperty"]}" xmlns:c="{COMMON}">
  <flowPropertiesInformation><dataSetInformation><c:UUID>{id}</c:UUID></dataSetInformation>
    <quantitativeReference><referenceToReferenceUnitGroup refObjectId="{group}"/>
    </quantitativeReference></flowPropertiesInformation></flowPropertyDataSet>"""


def unit_group(id: str, *units: tuple[str, str], reference: int = 0) -> str:
    rows = "".join(
        f'<unit dataSetInternalID="{n}"><name>{name}</name><meanValue>{size}</meanValue></unit>'
        for n, (name, size) in enumerate(units)
    )
    return f"""<unitGroupDataSet xmlns="{SPACES["unitGroup"]}" xmlns:c="{COMMON}">
  <unitGroupInformation><dataSetInformation><c:UUID>{id}</c:UUID></dataSetInformation>
    <quantitativeReference><referenceToReferenceUnit>{reference}</referenceToReferenceUnit>
    </quantitativeReference></unitGroupInformation><units>{rows}</units></unitGroupDataSet>"""


def packed(**folders: list[str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for folder, texts in folders.items():
            for index, text in enumerate(texts):
                archive.writestr(f"ILCD/{folder}/{index}.xml", text)
    return written.getvalue()


CO2 = flow("carbon dioxide (fossil)", "Elementary flow", uuid_of=CO2_FOSSIL,
           category="Emissions/Emissions to air/Emissions to air, unspecified")  # fmt: skip


def boards(*more: str, flows: tuple[str, ...] = (), of_board: str = "") -> bytes:
    """A board of 0.1 kg of resin, which emits 2 kg of CO2 per kg: 0.2 kg CO2e."""
    resin = process(
        "resin making",
        exchange(0, "resin", "1", "Output"),
        exchange(1, "carbon dioxide (fossil)", "2", "Output", uuid_of=CO2_FOSSIL),
        stage="raw-materials",
    )
    board = process(
        "board pressing",
        exchange(0, "board", "1", "Output"),
        exchange(1, "resin", "0.1"),
        of_board,
    )
    return packed(
        processes=[resin, board, *more],
        flows=[flow("board"), flow("resin"), CO2, *flows],
        flowproperties=[flow_property(MASS, MASS_UNITS)],
        unitgroups=[unit_group(MASS_UNITS, ("kg", "1"), ("t", "1000"))],
    )
