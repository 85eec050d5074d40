"""The repository's own files, as the architecture tests look at them."""

import subprocess
from functools import cache
from pathlib import Path

from tools.fleet import GATEWAY, SERVICES, Service

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or would be, committed; without git every file but hidden folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        names = [name for name in done.stdout.split("\0") if name]
        return tuple(sorted(ROOT / name for name in names if (ROOT / name).is_file()))
    return tuple(sorted(p for p in ROOT.rglob("*") if p.is_file() and not _hidden(p)))


def python(*folders: str) -> list[Path]:
    """The Python files below these folders of the repository, all without any."""
    wanted = [ROOT / folder for folder in folders] or [ROOT]
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and any(path.is_relative_to(folder) for folder in wanted)
    ]


def folder_of(service: Service) -> Path:
    """Where a service lives, with its README."""
    return ROOT / "gateway" if service is GATEWAY else ROOT / "services" / service.name


def package_of(service: Service) -> Path:
    return folder_of(service) / service.package


def packages() -> list[Path]:
    """Every package of ours, tests apart."""
    shared = [ROOT / name for name in ("chassis", "contracts", "packs", "tools")]
    return [*shared, *(package_of(service) for service in SERVICES)]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(ROOT).parts)
