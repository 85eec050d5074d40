"""What a category pack says: names, catalogue item and versioned certification rules."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

import rfc8785
import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from contracts.certification import Scheme


class Stage(StrEnum):
    """A life-cycle stage of GB/T 24067-2024."""

    RAW_MATERIALS = "raw-materials"
    PRODUCTION = "production"
    DISTRIBUTION = "distribution"
    USE = "use"
    END_OF_LIFE = "end-of-life"


class Boundary(StrEnum):
    """How much of the life cycle a footprint covers."""

    CRADLE_TO_GATE = "cradle-to-gate"
    CRADLE_TO_GRAVE = "cradle-to-grave"


class AllocationMethod(StrEnum):
    """How a process with several products shares its burden, in the standard's order."""

    MASS = "mass"
    ENERGY = "energy"
    ECONOMIC = "economic"


def _written_exactly(value: object) -> object:
    """YAML reads an unquoted 0.1 as a binary float, which is not the number that was written."""
    if isinstance(value, float):
        raise ValueError(f"write {value} in quotes: an unquoted fraction is not exact")
    return value


Exact = Annotated[
    Decimal,
    BeforeValidator(_written_exactly),
    PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json"),
]
_DAY = re.compile(r"(19|2\d)\d{2}-\d{2}-\d{2}", re.ASCII)
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.:/-]{0,49}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Cpc = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
Module = Annotated[str, StringConstraints(pattern=r"^(A1-A3|A[1-5]|B[1-7]|C[1-4]|D)$")]
"""An information module of EN 15804."""


def _written_as_a_day(value: object) -> object:
    """Pydantic takes 0 and `"0"` for days of 1970."""
    if not isinstance(value, date | str) or (isinstance(value, str) and not _DAY.fullmatch(value)):
        raise ValueError("write a day as YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_written_as_a_day)]


class PackModel(BaseModel):
    """A part of a pack: immutable, and no member is accepted that it does not declare."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BilingualText(PackModel):
    """One sentence or name in both languages of the platform."""

    zh: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Amount(PackModel):
    """A positive amount with its unit, such as 1 kWp."""

    amount: Annotated[Exact, Field(gt=0)]
    unit: Annotated[str, StringConstraints(min_length=1, max_length=10)]


class CutOffLimits(PackModel):
    """Largest mass share that may be left out, per item and in total, in percent."""

    single_percent: Annotated[Exact, Field(ge=0, le=100)]
    total_percent: Annotated[Exact, Field(ge=0, le=100)]


class Rule(PackModel):
    """One version of a category's implementation rule. Never edited: a change is a new version."""

    code: Code
    """Rule number (SSGZBH in the national filing), at most 50 characters."""
    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,3}$")]
    name: BilingualText
    in_force_from: Day
    general_rule: Line
    """The national rule that this one implements, such as CNCA-CFP-00:2025."""
    standard: Line
    functional_unit: BilingualText
    declared_unit: Amount
    boundary: Boundary
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    cut_off: CutOffLimits
    gwp_set: Annotated[str, StringConstraints(pattern=r"^AR\d$")]
    decimals: Annotated[int, Field(ge=0, le=6)]
    """Places of the published value; rounded once, half to even (GB/T 8170)."""
    validity_months: Annotated[int, Field(gt=0, le=60)]
    surveillance_interval_months: Annotated[int, Field(gt=0, le=24)]
    modules: Annotated[dict[Stage, Module] | None, Field(exclude_if=lambda of: of is None)] = None
    """Which module of EN 15804 a stage is declared as, where it is not the usual one."""
    forbidden_allocation: Annotated[
        tuple[AllocationMethod, ...], Field(exclude_if=lambda methods: not methods)
    ] = ()
    """Methods of allocation that products of the category may not use."""

    @property
    def sha256(self) -> str:
        return _sha256(self)


class CatalogueItem(PackModel):
    """The category's place in the national pilot catalogue."""

    item: Annotated[int, Field(gt=0, lt=2**31)]
    """Its number in the catalogue."""
    name_zh: Line
    published: Day


class CategoryPack(PackModel):
    """A product category: what it is, who may certify it, and by which rule on which date."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,3}$")]
    name: BilingualText
    cpc: Cpc
    """UN CPC class of a product that states none."""
    further_cpc: Annotated[tuple[Cpc, ...], Field(exclude_if=lambda classes: not classes)] = ()
    """Other classes that a product of this category may state."""
    catalogue: CatalogueItem | None
    """None when the national pilot catalogue does not list the category."""
    piece_units: Annotated[tuple[str, ...], Field(min_length=1)]
    """Units in which a product of this category must state what one piece amounts to."""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    """Every version of the category's rule."""

    @model_validator(mode="after")
    def _one_rule_per_version_and_day(self) -> Self:
        for key in ("version", "in_force_from"):
            seen = [getattr(rule, key) for rule in self.rules]
            if len(set(seen)) != len(seen):
                raise ValueError(f"two rules of {self.code} have the same {key}")
        return self

    @property
    def schemes(self) -> frozenset[Scheme]:
        """A category outside the national catalogue may never carry the national label."""
        own = {Scheme.CB_OWN}
        return frozenset(own if self.catalogue is None else own | {Scheme.NATIONAL_CFP})

    @property
    def cpc_classes(self) -> tuple[str, ...]:
        """Every class of the category's products, its own first."""
        return (self.cpc, *self.further_cpc)

    @property
    def sha256(self) -> str:
        """Content hash: the same for every layout of the same content."""
        return _sha256(self)

    def rule_on(self, day: date) -> Rule | None:
        """The rule version in force on a day, if any was."""
        started = [rule for rule in self.rules if rule.in_force_from <= day]
        return max(started, key=lambda rule: rule.in_force_from, default=None)

    def rule(self, version: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.version == version), None)


class PackChanged(Exception):
    """A pack's content differs from what was loaded under the same version."""

    def __init__(self, code: str, version: str) -> None:
        super().__init__(
            f"{code} {version} was loaded with other content; give the change a new version "
            f"({code} {version} 已以不同内容装载,请为修改后的内容使用新版本号)"
        )


def load_category(path: Path) -> CategoryPack:
    """Read and validate one category, from its folder or its `category.yaml`."""
    file = path / "category.yaml" if path.is_dir() else path
    return CategoryPack.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def categories(packs_dir: Path) -> Iterable[CategoryPack]:
    """Every category pack below `packs_dir`, in the order of their folder names."""
    return [load_category(file) for file in sorted(packs_dir.glob("categories/*/category.yaml"))]


def _sha256(model: PackModel) -> str:
    return hashlib.sha256(rfc8785.dumps(model.model_dump(mode="json"))).hexdigest()
