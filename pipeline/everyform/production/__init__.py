"""Which files are wanted, and making them: read, compose, record, write, prove, publish."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyform.production.building import build, chosen
    from everyform.production.codes import COULD_NOT_BUILD, exit_code
    from everyform.production.composition import Terms
    from everyform.production.concluding import begin, conclude
    from everyform.production.counterparts import beside, related
    from everyform.production.doctor import Examined, examined
    from everyform.production.explaining import explain
    from everyform.production.folder import locked
    from everyform.production.manifest import NAME, Manifest, load
    from everyform.production.outcome import Outcome, Product, Settings
    from everyform.production.planning import Task, languages_of, plan
    from everyform.production.publish import publish_file, unwritable, write_canonical
    from everyform.production.release import refusals, without_drafts
    from everyform.production.request import (
        Found,
        Made,
        Planned,
        Request,
        Result,
        Step,
        Stopping,
        Waiting,
    )
    from everyform.production.running import run
    from everyform.production.seeds import Seed, distinct, distinct_paths, find_seeds, read_seed
    from everyform.production.settling import Settled, settle_seed
    from everyform.production.signature import checked
    from everyform.production.verify import Verified, verify_folder
    from everyform.production.wording import Wording, worded

__all__ = [
    "COULD_NOT_BUILD",
    "NAME",
    "Examined",
    "Found",
    "Made",
    "Manifest",
    "Outcome",
    "Planned",
    "Product",
    "Request",
    "Result",
    "Seed",
    "Settings",
    "Settled",
    "Step",
    "Stopping",
    "Task",
    "Terms",
    "Verified",
    "Waiting",
    "Wording",
    "begin",
    "beside",
    "build",
    "checked",
    "chosen",
    "conclude",
    "distinct",
    "distinct_paths",
    "examined",
    "exit_code",
    "explain",
    "find_seeds",
    "languages_of",
    "load",
    "locked",
    "plan",
    "publish_file",
    "read_seed",
    "refusals",
    "related",
    "run",
    "settle_seed",
    "unwritable",
    "verify_folder",
    "without_drafts",
    "worded",
    "write_canonical",
]

# What is offered here -> the module that has it, loaded when it is first asked for.
_HOMES = {
    "build": "building",
    "chosen": "building",
    "COULD_NOT_BUILD": "codes",
    "exit_code": "codes",
    "Terms": "composition",
    "begin": "concluding",
    "conclude": "concluding",
    "beside": "counterparts",
    "related": "counterparts",
    "Examined": "doctor",
    "examined": "doctor",
    "explain": "explaining",
    "locked": "folder",
    "NAME": "manifest",
    "Manifest": "manifest",
    "load": "manifest",
    "Outcome": "outcome",
    "Product": "outcome",
    "Settings": "outcome",
    "Task": "planning",
    "languages_of": "planning",
    "plan": "planning",
    "publish_file": "publish",
    "unwritable": "publish",
    "write_canonical": "publish",
    "refusals": "release",
    "without_drafts": "release",
    "Found": "request",
    "Made": "request",
    "Planned": "request",
    "Request": "request",
    "Result": "request",
    "Step": "request",
    "Stopping": "request",
    "Waiting": "request",
    "run": "running",
    "Seed": "seeds",
    "distinct": "seeds",
    "distinct_paths": "seeds",
    "find_seeds": "seeds",
    "read_seed": "seeds",
    "Settled": "settling",
    "settle_seed": "settling",
    "checked": "signature",
    "Verified": "verify",
    "verify_folder": "verify",
    "Wording": "wording",
    "worded": "wording",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"production has no {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
