"""Templates of a category: a product system to begin one's own from, as data of the pack."""

import hashlib
import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from accounting.inventory.domain import soundness
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.text import Id
from chassis.refusals import Missing
from packs.models import BilingualText


class TemplateNotFound(Missing):
    """The category's pack has no template."""

    zh = "品类 {category} 没有模板;请自行描述产品系统(见 docs/modelling.md),或请运维补充。"
    en = (
        "The category {category} has no template; describe the product system as docs/modelling.md "
        "tells, or ask the operator to add one."
    )


class CategoryTemplate(BaseModel):
    """`template.json` of a category; its amounts are placeholders of a usual size."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Id
    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,3}$")]
    guide: BilingualText
    """How to fill it in."""
    system: ProductSystem


def read_template(text: str) -> tuple[CategoryTemplate, str]:
    """The template, and the content hash of its file. Raises what a posted system would raise."""
    template = CategoryTemplate.model_validate(json.loads(text))
    soundness.checked(template.system)
    return template, hashlib.sha256(text.encode()).hexdigest()
