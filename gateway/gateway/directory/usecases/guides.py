"""The guides, made into HTML when the process starts."""

from chassis.problems import RouteNotFound
from gateway.directory.domain.guides import Chapter
from gateway.directory.formats.guides import chapters, guides_folder


class Library:
    """Every guide in both languages."""

    def __init__(self) -> None:
        self._chapters = chapters(guides_folder())

    def read(self, name: str, language: str) -> Chapter:
        """Raises `RouteNotFound`."""
        if chapter := self._chapters.get((name, language)):
            return chapter
        raise RouteNotFound(path=f"/docs/{name}")
