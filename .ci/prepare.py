"""Make what `make` needs: system libraries, a Python environment, the project in it.

usage: prepare.py (run | dev | judges)

`run` is what a build needs; `dev` adds the tools of the tests, `judges` the Debian
packages that the validators stand on. Python packages are pinned by hash. What is
there already is left alone: a second run installs nothing. Runs on the bare
interpreter, before any package is there, so it uses the standard library only.
Exit 0: ready; 1: something is missing and cannot be installed from here.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMPS = ENVIRONMENT / "installed"
REQUIREMENTS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
PURPOSES = ("run", "dev", "judges")
OLDEST = (3, 11)  # Debian 12


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package, and how to see that what it brings is there."""

    name: str
    present: Callable[[], bool]


def library(soname: str) -> Callable[[], bool]:
    """A probe: can the dynamic linker load `soname`?"""

    def loads() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return loads


def module(name: str) -> Callable[[], bool]:
    """A probe: can this interpreter import `name`?"""

    def found() -> bool:
        importlib.invalidate_caches()
        return importlib.util.find_spec(name) is not None

    return found


def program(name: str) -> Callable[[], bool]:
    """A probe: is the command `name` on the path?"""
    return lambda: shutil.which(name) is not None


def font(family: str) -> Callable[[], bool]:
    """A probe: does fontconfig know `family`? Pango brings fontconfig."""

    def known() -> bool:
        if not program("fc-list")():
            return False
        return bool(subprocess.check_output(["fc-list", f":family={family}"], text=True).strip())

    return known


SYSTEM = (
    SystemPackage("python3-venv", module("ensurepip")),
    SystemPackage("libpango-1.0-0", library("libpango-1.0.so.0")),
    SystemPackage("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    # Not needed to draw a page, but without it fonts are cut down in slow Python.
    SystemPackage("libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    SystemPackage("fontconfig", program("fc-list")),
    SystemPackage("fonts-noto-core", font("Noto Sans")),
    SystemPackage("fonts-noto-cjk", font("Noto Sans CJK SC")),
    SystemPackage("gettext", program("msgmerge")),  # `everyform merge`
)
# `everyform verify --signers`, and the signing of a manifest; a build needs neither.
TESTS = (SystemPackage("openssh-client", program("ssh-keygen")),)
JUDGES = (
    SystemPackage("openjdk-17-jdk-headless", program("javac")),
    SystemPackage("libjaxb-java", Path("/usr/share/java/jaxb-runtime.jar").is_file),
    SystemPackage("chromium", program("chromium")),
    SystemPackage("ffmpeg", program("ffmpeg")),
    SystemPackage("mp3val", program("mp3val")),
)


LOCK_S = 600
"""Seconds that we wait for another apt to end."""


def system(packages: tuple[SystemPackage, ...]) -> None:
    """Have every system package, or say in one line how to get those that lack.

    Raises:
        SystemExit: some are missing, and this user cannot install them.
    """
    missing = [package.name for package in packages if not package.present()]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"prepare: missing system packages; run: sudo {shlex.join(install)}")
    say(f"installing {' '.join(missing)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Another apt may be at work, as on a machine that has just started; apt says that it waits.
    wait = ["-o", f"DPkg::Lock::Timeout={LOCK_S}", "-o", f"APT::Get::Lock::Timeout={LOCK_S}"]
    quiet = ["-q", *wait, "-o", "Dpkg::Use-Pty=0"]
    run(["apt-get", "update", *quiet], environment)
    run([*install, *quiet], environment)
    lacking = [package.name for package in packages if not package.present()]
    if lacking:
        raise SystemExit(f"prepare: installed, yet not usable here: {' '.join(lacking)}")


def environment(purpose: str) -> None:
    """Have `.venv` hold exactly the pinned packages of `purpose` and the project itself."""
    if stamp("run") not in stamps():
        say("making .venv")
        run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
        say(f"installing {REQUIREMENTS['run'].name}")
        pip("--require-hashes", "--requirement", str(REQUIREMENTS["run"]))
        # The build tool is among the pinned packages, so no unpinned one is fetched for it.
        pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        STAMPS.write_text(stamp("run"), encoding="utf-8")
    if purpose == "dev" and stamp("dev") not in stamps():
        say(f"installing {REQUIREMENTS['dev'].name}")
        pip("--require-hashes", "--requirement", str(REQUIREMENTS["dev"]))
        STAMPS.write_text(stamp("run") + stamp("dev"), encoding="utf-8")


def stamp(purpose: str) -> str:
    """One line that changes whenever the environment for `purpose` has to be made anew."""
    # Not `sys.version`: installing python3-venv may bring a newer build of the same Python.
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.base_prefix}".encode())
    for path in (REQUIREMENTS[purpose], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return f"{purpose} {digest.hexdigest()}\n"


def stamps() -> str:
    """What is installed, as `stamp` lines; "" for nothing."""
    return STAMPS.read_text(encoding="utf-8") if STAMPS.is_file() else ""


def pip(*arguments: str) -> None:
    """Install into `.venv`."""
    python = str(ENVIRONMENT / "bin" / "python")
    run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments])


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run `command`.

    Raises:
        SystemExit: it failed; its own output has said why.
    """
    done = subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    if done.returncode:
        raise SystemExit(f"prepare: failed ({done.returncode}): {shlex.join(command)}")


def say(what: str) -> None:
    """Tell the person who waits what takes so long."""
    print(f"prepare: {what}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> None:
    """Prepare for the one purpose named in `arguments`."""
    if len(arguments) != 1 or arguments[0] not in PURPOSES:
        raise SystemExit(f"usage: prepare.py ({' | '.join(PURPOSES)})")
    if sys.version_info < OLDEST:
        raise SystemExit(f"prepare: Python {'.'.join(map(str, OLDEST))} or newer is needed")
    [purpose] = arguments
    more = {"run": (), "dev": TESTS, "judges": TESTS + JUDGES}[purpose]
    system(SYSTEM + more)
    environment(purpose)


if __name__ == "__main__":
    main(sys.argv[1:])
