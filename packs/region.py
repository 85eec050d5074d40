"""The region pack: which agencies and organisations take part, and which scopes each role holds."""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

DISTRICT = "district-"
"""How the roles of district bureaus begin."""


class Role(StrEnum):
    """What an organisation is to the pilot; the region decides which scopes a role holds."""

    ENTERPRISE = "enterprise"
    CERTIFICATION_BODY = "certification-body"
    MARKET_REGULATOR = "market-regulator"
    DEVELOPMENT_REFORM = "development-reform"
    ECOLOGY_ENVIRONMENT = "ecology-environment"
    INDUSTRY_INFORMATION = "industry-information"
    FINANCE = "finance"
    CENTRAL_BANK = "central-bank"
    FINANCIAL_REGULATOR = "financial-regulator"
    DISTRICT_MARKET_REGULATOR = "district-market-regulator"
    DISTRICT_DEVELOPMENT_REFORM = "district-development-reform"
    DISTRICT_ECOLOGY_ENVIRONMENT = "district-ecology-environment"
    DISTRICT_INDUSTRY_INFORMATION = "district-industry-information"
    AGENCY = "agency"
    """Another department that takes part; none of those with duties of their own."""
    BANK = "bank"
    PARTNER_REGION = "partner-region"
    OPERATOR = "operator"
    PLATFORM = "platform"

    @property
    def is_district(self) -> bool:
        """Whether whoever holds it sees one district only."""
        return self.value.startswith(DISTRICT)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisation(_Data):
    """A party that may hold OAuth clients. Samples are invented and load only in development."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")
    role: Role
    name_zh: str
    name_en: str
    division: str | None = Field(default=None, pattern=r"^\d{6}$")
    """GB/T 2260 code; a district bureau sees only files of its own division."""
    sample: bool = False


class RoleRights(_Data):
    name_zh: str
    name_en: str
    scopes: tuple[str, ...]
    reserved: dict[str, str] = {}
    """Scopes that only one client of the role holds, with its name."""


class Listing(_Data):
    """How products come onto the region's list of pilot products."""

    opinions_of: tuple[Role, ...] = Field(min_length=1)
    """Roles whose opinion is asked of each nomination."""
    opinion_days: int = Field(ge=1, le=365)
    """Days for them, after the one of the nomination."""


class TargetKind(StrEnum):
    """What is to be done to a product for a target."""

    ACCOUNTED = "accounted"
    """Its footprint is calculated and sealed."""
    CERTIFIED = "certified"


class Target(_Data):
    """How many products of a category are to be accounted or certified in a year."""

    year: int = Field(ge=2000, le=2100)
    category: str
    kind: TargetKind
    count: int = Field(ge=1)


class DistrictName(_Data):
    """A district in both languages."""

    zh: str
    en: str


class RegionPack(_Data):
    """One region: its name, its division code, the rights of each role, its organisations."""

    code: str
    version: int
    name_zh: str
    name_en: str
    division: str = Field(pattern=r"^\d{6}$")
    """GB/T 2260 code of the province or municipality."""
    roles: dict[Role, RoleRights]
    catalogue: Listing
    districts: dict[str, DistrictName] = {}
    """What the districts that take part are called, by their division."""
    targets: tuple[Target, ...] = ()
    """The pilot's targets, in the order in which they are shown."""
    organisations: tuple[Organisation, ...]

    @model_validator(mode="after")
    def _parties_are_distinct_and_known(self) -> "RegionPack":
        ids = [organisation.id for organisation in self.organisations]
        if repeated := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"organisations are named twice: {', '.join(repeated)}")
        if missing := {o.role for o in self.organisations} - self.roles.keys():
            raise ValueError(f"roles without rights: {', '.join(sorted(missing))}")
        bureaus = [o for o in self.organisations if o.role.is_district]
        if lost := [o.id for o in bureaus if not names_its_district(o)]:
            raise ValueError(f"ids that do not end in their division: {', '.join(lost)}")
        return self

    def scopes_of(self, role: Role, client: str) -> frozenset[str]:
        """The scopes of a role that this client may hold."""
        reserved = self.roles[role].reserved
        return frozenset(s for s in self.scopes(role) if reserved.get(s, client) == client)

    def scopes(self, role: str) -> frozenset[str]:
        """The scopes of a role; a role that this region does not know holds none."""
        rights = {str(known): rights for known, rights in self.roles.items()}.get(role)
        return frozenset(rights.scopes) if rights else frozenset()


class Named(Protocol):
    """An organisation, whoever keeps it."""

    @property
    def id(self) -> str: ...

    @property
    def division(self) -> str | None: ...


def names_its_district(organisation: Named) -> bool:
    """Whether an id ends in its division, by which services tell the district of a bureau."""
    return bool(organisation.division) and organisation.id.endswith(f"-{organisation.division}")


def load_region(packs_dir: Path, region: str) -> RegionPack:
    """Read and validate `regions/<region>/`; raises pydantic's ValidationError with the place."""
    folder = packs_dir / "regions" / region
    data = yaml.safe_load((folder / "region.yaml").read_text("utf-8"))
    parties = yaml.safe_load((folder / "organisations.yaml").read_text("utf-8"))
    return RegionPack.model_validate({**data, **parties})
