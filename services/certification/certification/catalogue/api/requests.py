"""What enterprises and agencies send about the list of pilot products."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from certification.catalogue.domain.nomination import OpinionPosition, Product
from certification.values.domain.forms import Command
from chassis.text import Name, Note

# JSON has no UUIDs and enumerations; these read their string form in strict models.
Id = Annotated[UUID, Field(strict=False)]
SAMPLE_ID = "0198c7a6-5a2e-7c1f-9d51-0242ac120002"


class NominationRequest(Command):
    """提名: which product should stand on the list of pilot products, and why."""

    enterprise: Annotated[str, StringConstraints(pattern="^[0-9A-Z]{18}$")] = Field(
        examples=["91120116MA0000007N"]
    )
    enterprise_name_zh: Name = Field(examples=["津光示例光伏(天津)有限公司"])
    enterprise_name_en: Name = Field(examples=["Jinguang Sample Photovoltaic (Tianjin) Co., Ltd."])
    product_id: Id = Field(examples=[SAMPLE_ID])
    """The product under which the enterprise accounts for it; certification looks for this one."""
    category: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")] = Field(
        examples=["pv-module"]
    )
    name_zh: Name = Field(examples=["示例单晶组件"])
    name_en: Name = Field(examples=["Sample mono module"])
    model: Name = Field(examples=["JG-S 200"])
    division: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] = Field(examples=["120116"])
    """GB/T 2260 code of the county where the product is made."""
    reasons_zh: Note = Field(examples=["产能与数据基础成熟,具备率先核算条件。"])
    """Why it should be listed, in Chinese."""

    def product(self) -> Product:
        return Product(
            enterprise=self.enterprise,
            enterprise_name_zh=self.enterprise_name_zh,
            enterprise_name_en=self.enterprise_name_en,
            product_id=self.product_id,
            category=self.category,
            name_zh=self.name_zh,
            name_en=self.name_en,
            model=self.model,
            division=self.division,
        )


class ReasonsRequest(Command):
    """Why it is done."""

    reasons_zh: Note = Field(examples=["企业申请变更产品型号。"])
    """Why, in Chinese; on record for good, and public where the list is."""


class OpinionRequest(ReasonsRequest):
    """意见: what a department thinks of a nomination, with its reasons."""

    position: Annotated[OpinionPosition, Field(strict=False)] = Field(examples=["support"])
    """Whether the department is for it or against it."""


class ConclusionRequest(ReasonsRequest):
    """结论: whether the product is to be listed."""

    is_included: bool = Field(examples=[True])
    """Whether the product will stand in one of the next batches."""


class BatchRequest(Command):
    """公布: included nominations that become the next numbered batch."""

    title_zh: Name = Field(examples=["天津市产品碳足迹标识认证试点产品清单(第一批)"])
    """What the batch is called, in Chinese."""
    nomination_ids: Annotated[list[Id], Field(min_length=1, max_length=50)] = Field(
        examples=[[SAMPLE_ID]]
    )
    """The nominations, each concluded to be included."""
