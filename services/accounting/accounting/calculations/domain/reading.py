"""What people look up first in a calculation's document."""

import json
from dataclasses import dataclass
from typing import Self, cast

from accounting.calculations.domain.result import RESULT, Result
from chassis.text import KEPT


@dataclass(frozen=True)
class DocumentSummary:
    """What people look up first in a calculation's document."""

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
