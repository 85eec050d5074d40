"""The image: one for all processes, built from hashed parts of the one lock, without privileges."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.fleet import SERVICES
from tools.generate import locks, workloads
from tools.generate.files import ROOT

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
LOCK = locks.parse((ROOT / "requirements.lock").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def needed(requirements: list[str]) -> set[str]:
    """What these requirements lead to on this machine, by the metadata of what is installed."""
    found: dict[tuple[str, str], None] = {}
    waiting = [(r, "") for r in map(Requirement, requirements)]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = locks.normal(requirement.name)
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in found:
                found[name, wanted] = None
                more = metadata.requires(name) or []
                waiting += [(Requirement(text), wanted) for text in more]
    return {name for name, _ in found}


@pytest.mark.parametrize(
    ("part", "requirements"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("build.lock", PROJECT["build-system"]["requires"]),
    ],
)
def test_a_part_of_the_lock_holds_all_that_is_needed(part, requirements):
    pinned = {pin.name for pin in locks.parse((ROOT / "deploy" / part).read_text("utf-8"))}

    assert needed(requirements) <= pinned


def test_the_image_has_no_development_tools():
    pinned = {p.name for p in locks.parse((ROOT / "deploy" / "requirements.lock").read_text())}

    extras = PROJECT["project"]["optional-dependencies"]
    tools = {locks.normal(Requirement(r).name) for each in extras.values() for r in each}
    assert not tools & pinned


@pytest.mark.parametrize("part", ["requirements.lock", "build.lock"])
def test_a_part_of_the_lock_pins_the_same_versions_and_hashes(part):
    whole = {pin.name: pin.text for pin in LOCK}

    for pin in locks.parse((ROOT / "deploy" / part).read_text("utf-8")):
        assert pin.text == whole[pin.name]
        assert "--hash=sha256:" in pin.text


def test_a_walk_through_the_lock_follows_who_asks_for_what():
    lock = (
        "a==1 \\\n    --hash=sha256:00\n    # via tanbiao (pyproject.toml)\n"
        "b==1 ; sys_platform != 'win32' \\\n    --hash=sha256:01\n    # via\n    #   a\n    #   d\n"
        "c.d==1 \\\n    --hash=sha256:02\n    # via b\n"
        "d==1 \\\n    --hash=sha256:03\n    # via tanbiao (pyproject.toml)\n"
    )

    assert locks.closure(locks.parse(lock), frozenset({"a"})) == {"a", "b", "c-d"}


def test_nothing_is_installed_without_a_hash():
    installs = re.findall(r"pip (?:install|wheel|download)[^&\n]*", DOCKERFILE)

    assert len(installs) == 4
    for command in installs:
        assert "--no-deps" in command
        assert "--require-hashes" in command or "--no-index" in command


def test_the_image_runs_as_the_user_that_the_manifests_name():
    assert f"USER {workloads._USER}:{workloads._USER}" in DOCKERFILE
    assert f"--uid {workloads._USER}" in DOCKERFILE


def test_what_is_copied_exists_and_is_let_through():
    allowed = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE)
    sources = {source for line in copied for source in line.split()}

    assert sources == allowed
    assert all((ROOT / source).exists() for source in sources)


def test_what_is_copied_is_what_the_wheel_is_made_of():
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]

    for package in packages:
        assert f"\nCOPY {package.split('/')[0]} " in DOCKERFILE


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in the wheel, built as the image builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = Path(folder).glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_the_wheel_brings_every_service_with_its_migrations(wheel, service):
    migrations = [name for name in wheel if name.startswith(f"{service.package}/migrations/")]

    assert f"{service.package}/main.py" in wheel
    assert any("/versions/" in name for name in migrations)


def test_the_wheel_brings_the_packs(wheel):
    data = {p.relative_to(ROOT).as_posix() for p in (ROOT / "packs").rglob("*.yaml")}

    assert data
    assert data <= wheel


def test_the_wheel_brings_the_guides(wheel):
    pages = {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").glob("*.md")}

    assert pages
    assert pages <= wheel


def test_the_wheel_brings_every_template_and_no_test(wheel):
    templates = {p.name for p in ROOT.glob("services/*/*/**/*.html")}

    assert templates <= {Path(name).name for name in wheel}
    assert not [name for name in wheel if name.startswith(("tests/", "bench/"))]
