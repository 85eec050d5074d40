"""Greenhouse gases by the names, formulas and CAS numbers under which other programs have them."""

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "CO2": ("carbon dioxide", "carbon dioxide gas", "co2", "二氧化碳"),
    "CH4": ("methane", "ch4", "甲烷"),
    "N2O": (
        "dinitrogen monoxide",
        "nitrous oxide",
        "dinitrogen oxide",
        "laughing gas",
        "n2o",
        "一氧化二氮",
        "氧化亚氮",
        "笑气",
    ),
    "SF6": ("sulfur hexafluoride", "sulphur hexafluoride", "sf6", "六氟化硫"),
    "NF3": ("nitrogen trifluoride", "nitrogen fluoride", "nf3", "三氟化氮"),
    "CF4": (
        "tetrafluoromethane",
        "methane tetrafluoro",
        "perfluoromethane",
        "carbon tetrafluoride",
        "cf4",
        "四氟化碳",
        "四氟甲烷",
        "全氟甲烷",
    ),
    "C2F6": (
        "hexafluoroethane",
        "ethane hexafluoro",
        "perfluoroethane",
        "c2f6",
        "六氟乙烷",
        "全氟乙烷",
    ),
    "C3F8": (
        "octafluoropropane",
        "perfluoropropane",
        "propane perfluoro",
        "c3f8",
        "八氟丙烷",
        "全氟丙烷",
    ),
    "c-C4F8": (
        "octafluorocyclobutane",
        "perfluorocyclobutane",
        "butane perfluorocyclo",
        "c c4f8",
        "八氟环丁烷",
        "全氟环丁烷",
    ),
    "SO2F2": ("sulfuryl fluoride", "sulphuryl fluoride", "so2f2", "硫酰氟"),
    "HFC-23": ("trifluoromethane", "fluoroform", "methane trifluoro", "三氟甲烷"),
    "HFC-32": ("difluoromethane", "methane difluoro", "二氟甲烷"),
    "HFC-125": ("pentafluoroethane", "ethane pentafluoro", "五氟乙烷"),
    "HFC-134a": (
        "1 1 1 2 tetrafluoroethane",
        "ethane 1 1 1 2 tetrafluoro",
        "1 1 1 2 四氟乙烷",
    ),
    "HFC-143a": ("1 1 1 trifluoroethane", "ethane 1 1 1 trifluoro", "1 1 1 三氟乙烷"),
    "HFC-152a": ("1 1 difluoroethane", "ethane 1 1 difluoro", "1 1 二氟乙烷"),
    "HFC-227ea": (
        "1 1 1 2 3 3 3 heptafluoropropane",
        "propane 1 1 1 2 3 3 3 heptafluoro",
        "1 1 1 2 3 3 3 七氟丙烷",
    ),
    "HFC-245fa": (
        "1 1 1 3 3 pentafluoropropane",
        "propane 1 1 1 3 3 pentafluoro",
        "1 1 1 3 3 五氟丙烷",
    ),
    "HCFC-22": ("chlorodifluoromethane", "methane chlorodifluoro", "一氯二氟甲烷", "二氟一氯甲烷"),
    "HCFC-141b": (
        "1 1 dichloro 1 fluoroethane",
        "ethane 1 1 dichloro 1 fluoro",
        "一氟二氯乙烷",
    ),
    "CFC-11": ("trichlorofluoromethane", "methane trichlorofluoro", "三氯一氟甲烷", "一氟三氯甲烷"),
}
"""What the reference lists of openLCA, ecoinvent and ILCD and Chinese usage call each gas, as
`words` writes a name. A gas that the rule's set does not have is not mapped for its name."""

FORMULAS: Mapping[str, str] = {
    "CO2": "CO2",
    "CH4": "CH4",
    "N2O": "N2O",
    "SF6": "SF6",
    "F6S": "SF6",
    "NF3": "NF3",
    "F3N": "NF3",
    "CF4": "CF4",
    "C2F6": "C2F6",
    "C3F8": "C3F8",
    "CHF3": "HFC-23",
    "CH2F2": "HFC-32",
    "C2HF5": "HFC-125",
    "CHCLF2": "HCFC-22",
    "CCL3F": "CFC-11",
}
"""Formulas, in capitals, that name one gas; `C2H2F4` is two and is not here."""

CAS: Mapping[str, str] = {
    "124-38-9": "CO2",
    "74-82-8": "CH4",
    "10024-97-2": "N2O",
    "2551-62-4": "SF6",
    "7783-54-2": "NF3",
    "75-73-0": "CF4",
    "76-16-4": "C2F6",
    "76-19-7": "C3F8",
    "115-25-3": "c-C4F8",
    "2699-79-8": "SO2F2",
    "75-46-7": "HFC-23",
    "75-10-5": "HFC-32",
    "354-33-6": "HFC-125",
    "811-97-2": "HFC-134a",
    "420-46-2": "HFC-143a",
    "75-37-6": "HFC-152a",
    "431-89-0": "HFC-227ea",
    "460-73-1": "HFC-245fa",
    "75-45-6": "HCFC-22",
    "1717-00-6": "HCFC-141b",
    "75-69-4": "CFC-11",
}

_WORDS = """
    water|water vapour|water vapor|steam|heat|waste heat|noise|radiation|oxygen|nitrogen|argon
    |helium|hydrogen peroxide|dust|particles|particulates
    |particulate matter|pm2 5|pm10|tsp|soot particles
    |nitrogen oxides|nitrogen oxide|nitrogen dioxide|nitrogen monoxide|nitric oxide|nox|no2|no
    |dinitrogen tetroxide|sulfur dioxide|sulphur dioxide|sulfur oxides|sulphur oxides
    |sulfur trioxide|so2|sox|so3|ammonia|nh3|ammonium|hydrogen chloride|hydrochloric acid|hcl
    |hydrogen fluoride|hydrofluoric acid|hf|hydrogen sulfide|hydrogen sulphide|h2s|hydrogen cyanide
    |sulfuric acid|nitric acid|phosphoric acid|phosphorus|nitrate|sulfate|sulphate|phosphate
    |chlorine|chloride|fluoride|fluorine|bromine|iodine|cyanide
    |aluminium|antimony|arsenic|barium|beryllium|boron|cadmium|calcium|chromium|cobalt|copper
    |iron|lead|lithium|magnesium|manganese|mercury|molybdenum|nickel|palladium|platinum
    |potassium|rhodium|scandium|selenium|silicon|silver|sodium|strontium|tellurium|thallium
    |thorium|tin|titanium|tungsten|uranium|vanadium|zinc|zirconium|lanthanum
    |dioxins|dioxins and furans|polychlorinated biphenyls|pah|benzo a pyrene|benzene|toluene
    |xylene|styrene|phenol|naphthalene|formaldehyde|acetaldehyde|acrolein|acetone|phenanthrene
    |anthracene|pyrene|chrysene|fluoranthene|fluorene
    |radon|tritium|carbon 14|hydrogen 3|niobium|neptunium|protactinium|promethium|technetium
    |cerium|ruthenium|actinides|noble gases|radioactive species
    |krypton|xenon|caesium|cesium|plutonium|americium|curium|radium|polonium
    |水|水蒸气|余热|废热|热|噪声|氧气|氮气|粉尘|烟尘|颗粒物|氮氧化物|二氧化氮|一氧化氮|二氧化硫
    |三氧化硫|硫氧化物|氨|氨气|氯化氢|氟化氢|硫化氢|氯气|硫酸雾|苯|甲苯|二甲苯|甲醛|二噁英
    |铅|汞|镉|砷|铬|镍|铜|锌|锰|锡|锑|钒
"""
HARMLESS = frozenset(word.strip() for word in _WORDS.replace("\n", "").split("|"))
"""What goes to the air in every inventory and warms nothing over a hundred years: first words of
names. Carbon monoxide and organic compounds turn into CO2 and are not among them."""
