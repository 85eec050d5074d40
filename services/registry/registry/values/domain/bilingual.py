"""A text in the two languages that users see: Chinese first, English by choice."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Codes as they appear in `?lang=`."""

    ZH = "zh"
    EN = "en"

    @property
    def tag(self) -> str:
        """BCP 47 tag for the page's `lang` attribute and `Content-Language`."""
        return "zh-CN" if self is Language.ZH else "en"


@dataclass(frozen=True)
class Bilingual:
    """One statement in both languages."""

    zh: str
    en: str

    def said_in(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en
