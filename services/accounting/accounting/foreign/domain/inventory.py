"""A model of another program, as the readers of its files hand it on to be translated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.measures import Amount
from accounting.foreign.domain.recognition import ElementaryFlow
from accounting.values.domain.text import Text
from packs.models import Stage

Json = dict[str, object]


class FlowKind(StrEnum):
    """What kind of thing flows."""

    PRODUCT = "product"
    WASTE = "waste"
    ELEMENTARY = "elementary"


@dataclass(frozen=True)
class Line:
    """One exchange of a process, with its amount in a unit of the platform."""

    key: str
    flow: ElementaryFlow
    kind: FlowKind
    amount: Amount | Text
    """Or why the unit cannot be converted."""
    is_input: bool
    is_reference: bool = False
    is_avoided: bool = False
    provider: str = ""
    """Key of the process that delivers or treats it."""
    factor: str = ""
    """Factor of the platform's library by which an export of ours stands for it."""
    id: str = ""
    """Identifier that it had on the platform."""
    ready: Json | None = None
    """The exchange as the platform had it, where nobody changed it."""
    is_covered: bool = False
    """It is part of an exchange whose first line is `ready`."""

    @property
    def is_product(self) -> bool:
        """Something that another process can take, or a service that one can ask for: goods that
        come out, waste that is treated.
        """
        if self.is_avoided or self.kind is FlowKind.ELEMENTARY:
            return False
        makes = not self.is_input if self.kind is FlowKind.PRODUCT else self.is_input
        return self.is_reference or (makes and not self.provider and not self.factor)


@dataclass(frozen=True)
class Sharing:
    """How a process's burden is shared among its products, as its file says."""

    method: str
    """`physical`, `economic`, `causal`; empty when the file shares nothing."""
    factors: Mapping[str, Decimal] = field(default_factory=dict)
    """Share by identifier of the product's flow."""
    by_line: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    """Share by flow of the product and key of the line, where lines are shared one by one."""

    def of(self, product: str, line: str) -> Decimal:
        return self.by_line.get((product, line), self.factors.get(product, Decimal(0)))


NOT_SHARED = Sharing("")


@dataclass(frozen=True)
class ForeignProcess:
    """A process with its exchanges, and what it was on the platform if it came from there."""

    key: str
    name: Text
    stage: Stage | None
    lines: tuple[Line, ...]
    sharing: Sharing = NOT_SHARED
    id: str = ""
    output: Json | None = None
    """The output as the platform had it."""
    members: Json = field(default_factory=dict)
    """Co-products and allocation as the platform had them."""
    products: Mapping[str, str] = field(default_factory=dict)
    """Co-products of the platform by identifier of the flow."""


@dataclass(frozen=True)
class ForeignModel:
    """Every process of a file, and which product of which one it is about."""

    name: Text
    reference: str
    product: str
    """Flow of the reference process that is the product; its reference flow when empty."""
    processes: Mapping[str, ForeignProcess]
    losses: tuple[Loss, ...] = ()
    members: Json = field(default_factory=dict)
    """What else the system was on the platform."""
    program: Text = field(default_factory=lambda: Text("openLCA", "openLCA"))
