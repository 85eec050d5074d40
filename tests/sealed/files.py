"""What is published of the sealed format, and the bundles that must always hold."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "sealed-calculation.md").read_text("utf-8")
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "contracts" / "sealed" / "calculation-1.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
VECTORS = sorted((ROOT / "contracts" / "sealed" / "vectors").glob("*.json"))
GOLDEN = sorted((ROOT / "tests" / "accounting").glob("**/golden/*.json"))
WORKED_EXAMPLE = ROOT / "contracts" / "sealed" / "vectors" / "worked-example.json"


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())
