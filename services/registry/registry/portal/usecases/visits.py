"""One visit to a label's address: in which form and language, and at which node."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.problems import language
from chassis.text import Pasted
from registry.portal.formats.pages import Reader
from registry.proofs.usecases.anchors import Anchors, ThisMoment
from registry.representations.domain.forms import Form, negotiate
from registry.values.api import ThisDirectory, ThisNode
from registry.values.domain.bilingual import Bilingual, Language
from registry.values.domain.directory import Directory
from registry.values.domain.node import Node

_WHOLE = ("linkset", "all")
"""GS1 link types that ask for every link; `all` is the older word."""

Wanted = Annotated[
    Form | None, Query(alias="format", description="The form, in place of the Accept header.")
]
Lang = Annotated[
    Pasted | None,
    Query(description="Language of pages: zh or en; by Accept-Language, else zh."),
]
LinkType = Annotated[
    Pasted | None,
    Query(alias="linkType", description="GS1 link type such as gs1:certificationInfo, or linkset."),
]


@dataclass(frozen=True)
class Visit:
    """What was asked for, besides the label itself."""

    request: Request
    node: Node
    directory: Directory
    form: Form
    is_form_named: bool
    """Whether the form was asked for by its name, and not by what is accepted."""
    language: Language
    link_type: str | None
    """A single link that is asked for; None when the label itself is."""
    moment: Anchors
    """What the proofs of this moment share."""
    is_held: bool = False
    """Whether the register is older than what it made public."""

    @property
    def address(self) -> str:
        """The address that was asked for, as the outside world writes it."""
        return f"{self.node.public_url}{self.request.url.path}"

    @property
    def reader(self) -> Reader:
        """Who reads, and where the same page is in the other language."""
        other = Language.EN if self.language is Language.ZH else Language.ZH
        url = self.request.url.include_query_params(lang=other.value)
        return Reader(
            self.language,
            f"{self.node.path}{url.path}?{url.query}",
            self.directory.region,
            self.node,
            self.is_held,
        )


async def _visit(
    request: Request,
    node: ThisNode,
    directory: ThisDirectory,
    moment: ThisMoment,
    wanted: Wanted = None,
    lang: Lang = None,
    link_type: LinkType = None,
) -> Visit:
    form = wanted or negotiate(request.headers.get("accept"))
    spoken = lang or language(request.headers.get("accept-language"))
    return Visit(
        request=request,
        node=node,
        directory=directory,
        form=Form.LINKSET if link_type in _WHOLE else form,
        is_form_named=wanted is not None,
        language=Language.EN if spoken.lower().startswith("en") else Language.ZH,
        moment=moment,
        link_type=None if link_type in _WHOLE else link_type,
    )


ThisVisit = Annotated[Visit, Depends(_visit)]


def bilingual(messages: dict[str, str]) -> Bilingual:
    """A refusal's messages as one statement."""
    return Bilingual(messages["zh"], messages["en"])
