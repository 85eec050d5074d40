"""`python -m registry verify`: what it prints, what it returns, and that it needs no network."""

import subprocess
import sys
from pathlib import Path

import pytest

from chassis.canonical import rfc3339
from registry.__main__ import main
from tests.registry.world import NOW, World

AT = rfc3339(NOW)


@pytest.fixture
def written(tmp_path: Path):
    """Writes a world's bundle and policy, and returns the arguments that verify them."""

    def write(world: World, **changes: str) -> list[str]:
        bundle, policy = tmp_path / "label.tanbiao.zip", tmp_path / "policy.json"
        bundle.write_bytes(world.bundle(**changes).to_zip())
        policy.write_text(world.policy().text(), "utf-8")
        return ["verify", str(bundle), "--policy", str(policy)]

    return write


def test_a_sound_bundle_is_verified_in_chinese(written, capsys):
    code = main([*written(World()), "--at", AT])

    printed = capsys.readouterr().out
    assert code == 0
    assert printed.count("✓") == 9
    assert "标识 N-120116-47150-2600001-8（474.24 kgCO2e / 1 kWp）" in printed
    assert "结论：通过" in printed


def test_a_suspended_label_fails_in_english(written, capsys):
    code = main([*written(World(suspended=True)), "--at", AT, "--lang", "en"])

    printed = capsys.readouterr().out
    assert code == 1
    assert "✗ Suspension — The certificate is suspended" in printed
    assert "[suspended]" in printed
    assert "NOT verified (suspended)" in printed


def test_what_cannot_be_checked_is_marked_as_such(written, capsys):
    code = main([*written(World(), credential="a.b.c"), "--at", AT])

    printed = capsys.readouterr().out
    assert code == 1
    assert (printed.count("✓"), printed.count("✗"), printed.count("\n–")) == (1, 1, 7)


def test_the_json_form_is_read_as_well(written, tmp_path, capsys):
    world = World()
    arguments = written(world)
    (tmp_path / "label.tanbiao.zip").write_bytes(world.bundle().to_json())

    assert main([*arguments, "--at", AT]) == 0
    assert "✗" not in capsys.readouterr().out


def test_without_a_moment_the_present_counts(written, capsys):
    code = main(written(World()))

    assert code == 1
    assert "status-list-stale" in capsys.readouterr().out


def test_a_file_that_is_no_bundle_is_refused_with_advice(written, tmp_path, capsys):
    arguments = written(World())
    (tmp_path / "label.tanbiao.zip").write_bytes(b"PK rubbish")

    assert main(arguments) == 1
    assert "请重新从标识页面下载" in capsys.readouterr().err


def test_a_missing_file_is_named(written, tmp_path, capsys):
    arguments = written(World())
    (tmp_path / "policy.json").unlink()

    assert main(arguments) == 1
    assert "policy.json" in capsys.readouterr().err


@pytest.mark.parametrize("at", ["yesterday", "2026-03-03", "2026-03-03T00:00:00"])
def test_a_moment_without_a_zone_is_refused(written, capsys, at):
    with pytest.raises(SystemExit) as ended:
        main([*written(World()), "--at", at])

    assert ended.value.code == 2
    assert "2026-03-03T00:00:00Z" in capsys.readouterr().err


def test_the_command_runs_by_itself_without_opening_a_socket(written):
    no_network = (
        "import socket, runpy, sys\n"
        "def refuse(*_, **__): raise OSError('a socket was opened')\n"
        "socket.socket.connect = refuse\n"
        "runpy.run_module('registry', run_name='__main__')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", no_network, *written(World()), "--at", AT],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "结论：通过" in done.stdout
