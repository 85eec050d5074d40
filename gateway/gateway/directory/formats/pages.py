"""The directory of interfaces as a page."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader
from pydantic import JsonValue

_PAGES = Environment(loader=PackageLoader("gateway.directory.formats"), autoescape=True)


def directory_page(document: Mapping[str, JsonValue], language: str) -> str:
    """Every interface of the document in one language; it loads nothing from elsewhere."""
    return _PAGES.get_template("docs.html").render(document=document, lang=language)
