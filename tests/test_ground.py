"""The ground: what is needed is named, pinned and installed once; every chore has a word."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench.__main__ import BENCHES
from tests.walls import ROOT, Module, modules

TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
    "requirements.txt",
    "requirements-dev.txt",
    "seeds",
    "pipeline",
    "templates",
    "locales",
    "output",
    "tests",
}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)( ;.*)? \\$", re.MULTILINE)


def requirement_name(requirement: str) -> str:
    """The name in `requirement`, normalized as PEP 503 says."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def pins(name: str) -> dict[str, str]:
    """Package -> version in a lock file at the top."""
    return {m[1]: m[2] for m in PIN.finditer((ROOT / name).read_text(encoding="utf-8"))}


# Preparation


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """`.ci/prepare.py`, with an environment folder of its own and commands that only pretend."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / ".ci" / "prepare.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "prepare", module)
    spec.loader.exec_module(module)
    (tmp_path / "venv").mkdir()
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / "venv")
    monkeypatch.setattr(module, "STAMPS", tmp_path / "venv" / "installed")
    for purpose, path in module.REQUIREMENTS.items():
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        monkeypatch.setitem(module.REQUIREMENTS, purpose, copy)
    return module


@pytest.fixture
def commands(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were pretended."""
    ran: list[str] = []

    def run(command: list[str], environment: dict[str, str] | None = None) -> None:
        ran.append(" ".join(command))

    monkeypatch.setattr(prepare, "run", run)
    return ran


def packages(prepare: ModuleType, **present: Callable[[], bool]) -> tuple[object, ...]:
    return tuple(prepare.SystemPackage(name, probe) for name, probe in present.items())


def test_an_ordinary_user_is_told_in_one_line_what_to_install(
    prepare: ModuleType, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    lacking = packages(prepare, liba=lambda: False, libb=lambda: True, libc=lambda: False)
    with pytest.raises(SystemExit) as stopped:
        prepare.system(lacking)
    assert stopped.value.code == (
        "prepare: missing system packages; "
        "run: sudo apt-get install --yes --no-install-recommends liba libc"
    )
    assert commands == []


def test_root_gets_what_is_missing_installed(
    prepare: ModuleType, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    answers = iter([False, True])
    prepare.system(packages(prepare, liba=lambda: next(answers), libb=lambda: True))
    update, install = commands
    assert update.startswith("apt-get update")
    assert install.startswith("apt-get install --yes --no-install-recommends liba -q")
    for command in commands:  # another apt may have the lock
        assert "-o DPkg::Lock::Timeout=600" in command and "APT::Get::Lock::Timeout" in command


def test_what_is_installed_in_vain_is_an_error(
    prepare: ModuleType, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit, match="not usable here: liba"):
        prepare.system(packages(prepare, liba=lambda: False))


def test_nothing_is_done_where_nothing_is_missing(prepare: ModuleType, commands: list[str]) -> None:
    prepare.system(packages(prepare, liba=lambda: True))
    assert commands == []


def test_the_probes_see_what_is_there_and_what_is_not(prepare: ModuleType) -> None:
    assert prepare.library("libc.so.6")()
    assert not prepare.library("libnowhere.so.1")()
    assert prepare.module("json")()
    assert not prepare.module("nowhere")()
    assert prepare.program("sh")()
    assert not prepare.program("nowhere")()
    assert prepare.font("Noto Sans")()
    assert not prepare.font("Nowhere Grotesk")()


def test_a_second_run_installs_nothing(prepare: ModuleType, commands: list[str]) -> None:
    prepare.environment("run")
    assert [command.split()[1:3] for command in commands] == [["-m", "venv"], *[["-m", "pip"]] * 2]
    assert "--require-hashes" in commands[1]
    assert "--no-build-isolation" in commands[2]
    prepare.environment("run")
    assert len(commands) == 3


def test_tests_add_their_tools_and_a_build_then_adds_nothing(
    prepare: ModuleType, commands: list[str]
) -> None:
    prepare.environment("run")
    prepare.environment("dev")
    assert len(commands) == 4
    prepare.environment("run")
    prepare.environment("dev")
    prepare.environment("judges")
    assert len(commands) == 4


def test_a_changed_pin_makes_the_environment_anew(prepare: ModuleType, commands: list[str]) -> None:
    prepare.environment("dev")
    before = len(commands)
    lock: Path = prepare.REQUIREMENTS["run"]
    lock.write_text(lock.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    prepare.environment("dev")
    assert len(commands) == 2 * before


@pytest.mark.parametrize("arguments", [[], ["everything"], ["run", "dev"]])
def test_preparing_needs_one_known_purpose(prepare: ModuleType, arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="usage"):
        prepare.main(arguments)


def test_a_failed_command_stops_the_preparation(prepare: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"failed \(1\): false"):
        prepare.run(["false"])


# Pins


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "tests/judges/requirements.txt"]
)
def test_every_package_is_pinned_by_hash_and_no_place_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert blocks
    for block in blocks:
        assert PIN.match(block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    groups = PYPROJECT["dependency-groups"]
    wanted = {requirement_name(r) for r in PYPROJECT["project"]["dependencies"]}
    assert wanted | {requirement_name(r) for r in groups["build"]} <= set(pins("requirements.txt"))
    assert {requirement_name(r) for r in groups["dev"]} <= set(pins("requirements-dev.txt"))


def test_tests_run_on_the_versions_that_builds_run_on() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_npm_packages_are_pinned_by_hash_and_no_place_is_named() -> None:
    judges = ROOT / "tests" / "judges"
    wanted = json.loads((judges / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
    lock = json.loads((judges / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock.pop("")["dependencies"] == wanted
    assert all("integrity" in package for package in lock.values())
    assert not any("resolved" in package for package in lock.values())


def test_dependencies_are_those_that_the_code_imports() -> None:
    imported = {name.partition(".")[0] for module in modules() for name in module.imports}
    brought_by = importlib.metadata.packages_distributions()
    used = {
        requirement_name(distribution)
        for name in imported - sys.stdlib_module_names - {"everyform"}
        for distribution in brought_by.get(name, [])
    }
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    declared = {
        requirement_name(requirement)
        for requirements in (PYPROJECT["project"]["dependencies"], *extras)
        for requirement in requirements
    }
    assert used == declared


def test_what_shapes_the_files_is_pinned_in_a_wheel_too() -> None:
    """Another version of these makes other files, and reaches a user who has no lock."""
    locked = pins("requirements.txt")
    wanted = {requirement_name(r): r for r in PYPROJECT["project"]["dependencies"]}
    for name in ("weasyprint", "pydyf", "ebooklib", "markdown-it-py"):
        assert wanted[name] == f"{name}=={locked[name]}"


def test_the_lock_holds_all_that_the_tests_import() -> None:
    locked = set(pins("requirements-dev.txt"))
    brought_by = importlib.metadata.packages_distributions()
    for path in sorted((ROOT / "tests").rglob("*.py")):
        module = Module(path.stem, path.read_text(encoding="utf-8"))
        for name in {name.partition(".")[0] for name in module.imports} - sys.stdlib_module_names:
            if name not in ("everyform", "tests"):
                brought = {requirement_name(d) for d in brought_by.get(name, [])}
                assert brought & locked, f"{path.name} imports {name}, which no pin brings"


# Words for chores


def make(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_lists_every_word() -> None:
    listed = re.findall(r"^make (\w+)", make().stdout, re.MULTILINE)
    assert (
        " ".join(listed) == "help all test check validate bench mutants fuzz pot golden lock clean"
    )


def test_the_changes_begin_with_this_version() -> None:
    changes = (ROOT / ".github/CHANGELOG.md").read_text(encoding="utf-8")
    (newest, *_) = re.findall(r"^## (\S+?),", changes, re.MULTILINE)
    assert newest == PYPROJECT["project"]["version"]


def test_make_stops_where_preparation_stops() -> None:
    done = make("all", "PYTHON=false")
    assert done.returncode != 0
    assert "everyform" not in done.stdout


def fake_make(folder: Path, failing: str) -> Path:
    """A `make` that says what it is asked for, and fails at one target with a word of its own."""
    folder.mkdir()
    program = folder / "make"
    program.write_text(
        '#!/bin/sh\nfor target; do :; done\necho "making $target"\n'
        '[ "$target" = test ] && echo "7 passed, 1 failed in 2.01s"\n'
        f'[ "$target" = "{failing}" ] && echo "make: *** Error 1" && exit 2\nexit 0\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize("failing", ["check", "test", "all", "validate"])
def test_the_whole_check_fails_with_any_step_and_runs_them_all(
    tmp_path: Path, failing: str
) -> None:
    done = run_ci(fake_make(tmp_path / "bin", failing))
    assert done.returncode == 1
    assert re.findall(r"^making (\w+)$", done.stdout, re.M) == ["check", "test", "all", "validate"]
    assert done.stdout.splitlines()[-2:] == [
        "tests: 7 passed, 1 failed in 2.01s",
        f"failed: {failing}",
    ]


def test_the_whole_check_passes_when_all_steps_do(tmp_path: Path) -> None:
    done = run_ci(fake_make(tmp_path / "bin", "nothing"))
    assert done.returncode == 0
    assert "tests: 7 passed, 1 failed in 2.01s\nall passed" in done.stdout


def run_ci(programs: Path) -> subprocess.CompletedProcess[str]:
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [ROOT / ".ci" / "run"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


# The tree


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


def test_the_top_level_is_fixed() -> None:
    top = {path.partition("/")[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_nothing_built_is_committed() -> None:
    assert [path for path in tracked() if path.startswith("output/")] == ["output/.gitkeep"]


def test_every_measurement_is_run() -> None:
    with_main = {
        path.stem
        for path in (ROOT / "tests" / "bench").glob("[!_]*.py")
        if re.search(r"^def main\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert with_main == set(BENCHES)
