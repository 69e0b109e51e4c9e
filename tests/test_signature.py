"""A folder that is signed says by whom; one that is not says so, and is proved all the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.test_terminal import DAY, Run, calm, run

__all__ = ["run"]

PUBLISHER = 'name = "Example Hospital"\nsigning_key = "keys/desk"\n'


@pytest.fixture
def signed(run: Run, tmp_path: Path) -> Path:
    """A folder that was built and signed; returns its home."""
    (tmp_path / "keys").mkdir()
    for name in ("desk", "other"):
        subprocess.run(
            [
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                "",
                "-f",
                tmp_path / "keys" / name,
            ],
            check=True,
        )
        public = (tmp_path / f"keys/{name}.pub").read_text().split()[:2]
        (tmp_path / f"{name}.signers").write_text(f"{name}@example.org {' '.join(public)}\n")
    (tmp_path / "publisher.toml").write_text(PUBLISHER)
    done = run("build", "--format", "web", "--language", "en", *DAY)
    calm(done)
    assert done.returncode == 0, done.stderr
    return tmp_path


def said(run: Run, *more: str) -> tuple[int, str]:
    done = run("verify", "--as-of", "2026-11-23", *more)
    calm(done)
    return done.returncode, done.stderr.decode()


def test_a_signed_folder_says_by_whom(signed: Path, run: Run) -> None:
    code, words = said(run, "--signers", "desk.signers")
    assert (code, words.splitlines()[-1]) == (0, "signed by desk@example.org")
    code, words = said(run)
    assert code == 0
    assert "by whom is not checked" in words


def test_a_key_of_others_does_not_count(signed: Path, run: Run) -> None:
    code, words = said(run, "--signers", "other.signers")
    assert code == 1
    assert "error[signature-unknown]" in words


@pytest.mark.parametrize("signers", [(), ("--signers", "desk.signers")])
def test_a_signature_of_another_manifest_does_not_count(
    signers: tuple[str, ...], signed: Path, run: Run
) -> None:
    old = (signed / "output/manifest.json.sig").read_bytes()
    run("build", "--format", "web", "--language", "es", *DAY)
    assert said(run, *signers)[0] == 0
    (signed / "output/manifest.json.sig").write_bytes(old)
    code, words = said(run, *signers)
    assert code == 1
    assert "error[signature-invalid]" in words


def test_a_manifest_signed_anew_by_another_is_not_the_publishers(signed: Path, run: Run) -> None:
    place = signed / "output/manifest.json"
    place.write_bytes(place.read_bytes())
    (signed / "output/manifest.json.sig").unlink()
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", "everyform", "-f", signed / "keys/other", place],
        check=True,
        capture_output=True,
    )
    assert "error[signature-unknown]" in said(run, "--signers", "desk.signers")[1]


def test_a_folder_without_a_signature(run: Run, tmp_path: Path) -> None:
    run("build", "--format", "web", "--language", "en", *DAY)
    code, words = said(run)
    assert code == 0
    assert "not signed" in words
    (tmp_path / "signers").write_text("")
    code, words = said(run, "--signers", "signers")
    assert code == 1
    assert "error[signature-missing]" in words


def test_an_old_signature_goes_with_its_manifest(signed: Path, run: Run) -> None:
    (signed / "publisher.toml").unlink()
    run("build", "--format", "web", "--language", "es", *DAY)
    assert not (signed / "output/manifest.json.sig").exists()


def test_the_path_of_the_key_is_told_to_nobody(signed: Path) -> None:
    assert b"keys/desk" not in (signed / "output/manifest.json").read_bytes()


@pytest.mark.parametrize("harm", ["missing", "public", "locked"])
def test_a_key_that_cannot_sign_is_one_line(harm: str, signed: Path, run: Run) -> None:
    key = signed / "keys/desk"
    match harm:
        case "missing":
            key.unlink()
            key.with_name("desk.pub").unlink()
        case "public":
            key.write_text("no key")
            key.with_name("desk.pub").unlink()
        case "locked":
            subprocess.run(
                ["ssh-keygen", "-q", "-p", "-P", "", "-N", "secret", "-f", key], check=True
            )
    done = run("build", "--format", "web", "--language", "es", *DAY)
    calm(done)
    assert done.returncode == 2
    errors = [line for line in done.stderr.splitlines() if b"error[" in line]
    assert len(errors) == 1
    assert b"error[signing-failed]" in errors[0]
    assert not (signed / "output/manifest.json.sig").exists()
    assert (signed / "output/small/es/small.es.LABELS-ONLY.web.html").is_file()


def test_a_machine_without_the_program_says_what_to_install(signed: Path, run: Run) -> None:
    empty = signed / "bin"
    empty.mkdir()
    done = run("verify", "--as-of", "2026-11-23", PATH=str(empty))
    assert done.returncode == 2
    assert b"openssh-client" in done.stderr
