"""Pages of the folder `docs` as HTML, with addresses of their own for every heading and problem."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from gateway.directory.domain.guides import GUIDES, LANGUAGES, Chapter, Guide

_WORDS = re.compile(r"[^\w\- ]", re.UNICODE)
_PAGE = re.compile(r"(?P<name>[a-z-]+)(?:\.zh)?\.md(?P<place>#.*)?")
_SERVED = {guide.name for guide in GUIDES}


def guides_folder() -> Path:
    """`docs` beside the packages: in a checkout, and where the wheel puts it."""
    here = Path(__file__).resolve()
    return next(up / "docs" for up in here.parents if (up / "docs" / "integrating.md").is_file())


def chapters(folder: Path) -> Mapping[tuple[str, str], Chapter]:
    """Every guide in every language, by name and language."""
    return {
        (guide.name, lang): _chapter(folder, guide, lang) for guide in GUIDES for lang in LANGUAGES
    }


def _chapter(folder: Path, guide: Guide, language: str) -> Chapter:
    own = folder / f"{guide.name}.zh.md"
    in_chinese = language == "zh" and own.is_file()
    text = (own if in_chinese else folder / f"{guide.name}.md").read_text("utf-8")
    return Chapter(guide, "zh" if in_chinese else "en", rendered(text, language))


def rendered(markdown: str, language: str) -> str:
    """HTML of a page; its links to other pages lead to those that are served."""
    parser = MarkdownIt("commonmark", renderer_cls=_Renderer).enable("table")
    tokens = parser.parse(markdown)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _anchor(tokens[place + 1].content))
        elif token.type == "tr_open" and (name := _first_code(tokens, place)):
            token.attrSet("id", name)
        elif token.type == "inline":
            _redirect(token.children or [], language)
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


def _anchor(heading: str) -> str:
    """As the hosts of repositories make it, so that a link works there and here."""
    return _WORDS.sub("", heading.casefold()).strip().replace(" ", "-")


def _first_code(tokens: Sequence[Token], row: int) -> str | None:
    """What stands as code at the beginning of a row: the name of a problem, an event, a word."""
    children = tokens[row + 2].children or []
    return children[0].content if children and children[0].type == "code_inline" else None


def _redirect(tokens: Sequence[Token], language: str) -> None:
    for token in tokens:
        if token.type != "link_open" or "://" in (target := str(token.attrGet("href"))):
            continue
        page = _PAGE.fullmatch(target)
        if page and page["name"] in _SERVED:
            token.attrSet("href", f"/docs/{page['name']}?lang={language}{page['place'] or ''}")
        elif not target.startswith(("#", "/")):
            # It leads into the repository, which a reader of these pages need not have.
            token.attrs = {}


class _Renderer(RendererHTML):
    """Names the file of a program, and lets what is wide scroll by itself."""

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        _, _, name = tokens[idx].info.strip().partition(" ")
        caption = f"<figcaption>{escape(name)}</figcaption>" if name else ""
        code = escape(tokens[idx].content, quote=False)
        return f'<figure>{caption}<pre tabindex="0"><code>{code}</code></pre></figure>\n'

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return '<div class="wide" tabindex="0"><table>\n'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</table></div>\n"
