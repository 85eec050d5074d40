"""The programs on the page for integrators, taken off it as they stand."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.documented import ROOT

PAGES = [ROOT / "docs" / "integrating.md", ROOT / "docs" / "integrating.zh.md"]
_SAMPLE = re.compile(r"^```[a-z]+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RUNS_WITH = {
    ".sh": ["bash"],
    ".py": [sys.executable],
    ".mjs": ["node"],
    ".go": ["go", "run"],
    ".java": ["java"],
}


def samples(page: Path) -> dict[str, str]:
    """The programs of a page, by the names of their files."""
    return dict(_SAMPLE.findall(page.read_text("utf-8")))


def runnable(*names: str) -> list[str]:
    """Those whose language is on this machine; `missing` names the others."""
    return [name for name in names if shutil.which(_RUNS_WITH[Path(name).suffix][0])]


def missing() -> list[str]:
    """Programs without which the samples of a language are left out."""
    return sorted(c[0] for c in _RUNS_WITH.values() if not shutil.which(c[0]))


def run(
    name: str,
    folder: Path,
    *words: str,
    variables: Mapping[str, str] | None = None,
    given: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    """Write the program of this name to a folder and run it there."""
    (folder / name).write_text(samples(PAGES[0])[name], "utf-8")
    return subprocess.run(
        [*_RUNS_WITH[Path(name).suffix], name, *words],
        cwd=folder,
        env={**os.environ, **(variables or {})},
        input=given,
        capture_output=True,
        check=False,
        timeout=240,
    )
