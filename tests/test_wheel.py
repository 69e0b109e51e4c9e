"""The wheel is whole: installed far from the checkout it builds a seed into every format."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.walls import HOUSE, ROOT

SEED = ROOT / "tests" / "fixtures" / "small.en.md"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def away(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment outside the checkout; only the dependencies are lent to it."""
    home = tmp_path_factory.mktemp("away")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel),
    )
    # Later on the path than the wheel, and no .pth file in there is followed: the
    # checkout that may be installed beside the dependencies stays out of sight.
    [packages] = home.glob("lib/python*/site-packages")
    lent = sysconfig.get_path("purelib")
    (packages / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return home


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_all_that_is_not_code(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("everyform/")}
    wanted = {f"everyform/{path.relative_to(ROOT)}" for path in ROOT.glob("templates/*")}
    wanted |= {f"everyform/{path.relative_to(ROOT)}" for path in ROOT.glob("locales/**/*.po")}
    wanted |= {str(path.relative_to(HOUSE.parent)) for path in HOUSE.glob("**/data/*")}
    assert wanted <= carried
    assert "everyform/py.typed" in carried


def test_it_runs_away_from_the_checkout(away: Path, tmp_path: Path) -> None:
    where = run(
        away / "bin" / "python", "-c", "import everyform; print(everyform.__file__)", cwd=tmp_path
    )
    assert Path(where.strip()).is_relative_to(away)
    listed = run(away / "bin" / "everyform", "formats", cwd=tmp_path)
    assert {"web", "epub", "large-print", "handout", "audiobook"} <= set(listed.split())


def test_it_builds_away_from_the_checkout(away: Path, tmp_path: Path) -> None:
    run(away / "bin" / "everyform", "build", SEED, "--jobs", "1", cwd=tmp_path)
    made = {path.suffix for path in (tmp_path / "output").rglob("*.*") if path.stat().st_size}
    assert {".pdf", ".epub", ".html", ".mp3", ".json"} <= made
