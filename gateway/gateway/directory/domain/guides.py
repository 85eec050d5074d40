"""The pages for people who build against the platform: which there are, and where they stand."""

from dataclasses import dataclass

LANGUAGES = ("zh", "en")
PROBLEMS = "problems"
"""The page that explains each problem at an anchor of its name."""


@dataclass(frozen=True)
class Guide:
    """A page of the folder `docs`; `name.zh.md` beside it is the same in Chinese."""

    name: str
    zh: str
    en: str

    def title(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


GUIDES = (
    Guide("integrating", "系统对接指南", "Integrating a system"),
    Guide("conventions", "接口约定", "Conventions of every operation"),
    Guide(PROBLEMS, "问题清单", "Problems"),
    Guide("events", "事件", "Events"),
    Guide("changelog", "变更记录", "Changes for integrators"),
    Guide("verification", "独立验证标识", "Verifying a label without trusting anyone's server"),
    Guide("modelling", "产品建模", "Modelling a product"),
    Guide("factors", "查找与导入排放因子", "Finding and importing factors"),
    Guide("intake", "数据采集与导入", "Intake of activity data"),
    Guide("analysis", "结果的含义", "What a result means"),
    Guide("data-quality", "数据质量", "Data quality"),
    Guide("supply-chain", "供应链数据交换", "Supply chain"),
    Guide("what-moves", "影响研究", "What moves"),
    Guide("sealed-calculation", "封存核算格式", "The sealed calculation"),
    Guide("glossary", "术语", "Glossary"),
)
"""What is served; pages for those who run the platform are not among them."""


@dataclass(frozen=True)
class Chapter:
    """A guide in one language, as HTML that was written here."""

    guide: Guide
    language: str
    """Of its text: English where there is no Chinese page."""
    html: str
