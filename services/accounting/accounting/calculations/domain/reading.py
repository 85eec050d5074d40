"""What people look up first in a calculation's document."""

import json
from dataclasses import dataclass
from typing import Self, cast

from accounting.calculations.domain.node import DocumentNode
from accounting.calculations.domain.result import RESULT, Result
from accounting.values.domain.text import Text
from chassis.text import KEPT


@dataclass(frozen=True)
class DocumentSummary:
    """What people look up first in a calculation's document."""

    category: str
    name: Text
    model: str
    value: str
    declared_unit: str
    boundary: str
    rule_code: str
    rule_version: str
    gwp_set: str
    library: str
    engine_version: str
    result: Result

    @classmethod
    def of(cls, document: str) -> Self:
        parts: dict[str, dict[str, object]] = json.loads(document)
        rule, unit = parts["rule"], cast(dict[str, str], parts["rule"]["declared_unit"])
        return cls(
            category=str(parts["product"]["category"]),
            name=DocumentNode(parts["product"]).words("name"),
            model=str(parts["product"]["model"]),
            value=str(parts["result"]["value"]),
            declared_unit=f"{unit['amount']} {unit['unit']}",
            boundary=str(rule["boundary"]),
            rule_code=str(rule["code"]),
            rule_version=str(rule["version"]),
            gwp_set=str(parts["gwp"]["set"]),
            library=str(parts["library"]["reference"]),
            engine_version=str(parts["engine"]["version"]),
            result=RESULT.validate_python(parts["result"], context=KEPT),
        )
