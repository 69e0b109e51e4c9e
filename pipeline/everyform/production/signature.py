"""The manifest signed by a key of its publisher, so that others can tell who proved a folder.

By OpenSSH's signatures of files (`ssh-keygen -Y`, ssh-keygen(1)), whose keys and lists of
signers many already have. The namespace keeps a signature from counting for anything else.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, Reported, Severity, failure
from everyform.files import read_whole
from everyform.production.manifest import NAME
from everyform.production.publish import publish_below

SIGNATURE = f"{NAME}.sig"
_NAMESPACE = "everyform"
_PROGRAM = "ssh-keygen"
_MOST_BYTES = 100_000  # of a signature; an RSA key of 16,384 bits makes one of 6,000
_PATIENCE_S = 60.0


def sign(output: Path, key: Path) -> None:
    """Sign the manifest of a folder with a private key, or with one that an agent holds.

    Raises:
        PipelineError: `signing-failed`; the folder then has no signature.
    """
    withdraw(output)
    try:
        made = _run(["-Y", "sign", "-f", str(key), "-n", _NAMESPACE], (output / NAME).read_bytes())
        if made.returncode:
            raise failure("signing-failed", _reason(made), Location(str(key)))
        publish_below(output, SIGNATURE, made.stdout)
    except OSError as error:
        raise failure("signing-failed", error.strerror or str(error), Location(str(key))) from error


def withdraw(output: Path) -> None:
    """Remove a signature, which is of a manifest that is there no more."""
    (output / SIGNATURE).unlink(missing_ok=True)


def checked(folder: Path, signers: Path | None) -> Reported[str]:
    """Who signed the manifest of a folder, in words for a person.

    `signers` is a file of allowed signers (ssh-keygen(1)); without one it is only said
    whether the signature fits the manifest.

    Raises:
        PipelineError: `signature-unchecked`: it cannot be looked at here.

    Reports:
        `signature-missing`, `signature-invalid`, `signature-unknown`: errors.
    """
    place = folder / SIGNATURE
    where = Location(str(place))
    if not os.path.lexists(place):
        if signers is None:
            return Reported("not signed: nobody vouches for this folder by a key")
        return Reported("not signed", (_error("signature-missing", "is not there", where),))
    try:
        words, data = read_whole(place, _MOST_BYTES), read_whole(folder / NAME)
        if signers is not None:
            read_whole(signers)
    except OSError as error:
        said = f"{error.filename}: {error.strerror or error}"
        raise failure("signature-unchecked", said, where) from error
    with tempfile.TemporaryDirectory(prefix="everyform-signature-") as own:
        copy = Path(own, "signature")
        copy.write_bytes(words)
        return _judged(copy, data, signers, where)


def _judged(copy: Path, data: bytes, signers: Path | None, where: Location) -> Reported[str]:
    given = ["-n", _NAMESPACE, "-s", str(copy)]
    if signers is None:
        if _run(["-Y", "check-novalidate", *given], data).returncode:
            return Reported("wrongly signed", (_invalid(where),))
        return Reported("signed; by whom is not checked without --signers FILE")
    known = ["-f", str(signers)]
    found = _run(["-Y", "find-principals", *known, "-s", str(copy)], b"")
    names = found.stdout.decode("utf-8", "replace").split()
    if found.returncode or not names:
        said = f"is by no key of {signers}"
        return Reported("signed by nobody known", (_error("signature-unknown", said, where),))
    for name in names:
        if not _run(["-Y", "verify", *known, "-I", name, *given], data).returncode:
            return Reported(f"signed by {name}")
    return Reported("wrongly signed", (_invalid(where),))


def _run(words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    """The program, without a terminal to ask for a passphrase at.

    Raises:
        PipelineError: `signature-unchecked`: the program is missing.
    """
    try:
        return subprocess.run(
            [_PROGRAM, *words],
            input=data,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            start_new_session=True,
            env={**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        hint = "apt-get install openssh-client"
        said = f"the program {_PROGRAM} is not there"
        raise failure("signature-unchecked", said, Location(_PROGRAM), hint) from error
    except subprocess.TimeoutExpired as error:
        said = f"{_PROGRAM} takes too long"
        raise failure("signature-unchecked", said, Location(_PROGRAM)) from error


def _reason(made: subprocess.CompletedProcess[bytes]) -> str:
    lines = made.stderr.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in lines if line.strip()), "no reason given")


def _invalid(where: Location) -> Diagnostic:
    return _error("signature-invalid", "does not fit the manifest beside it", where)


def _error(code: str, message: str, where: Location) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, where)
