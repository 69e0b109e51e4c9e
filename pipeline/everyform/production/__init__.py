"""Which files are wanted, and making them: read, compose, record, write, prove, publish."""

from everyform.production.codes import COULD_NOT_BUILD, exit_code
from everyform.production.composition import Terms
from everyform.production.conclude import begin, conclude
from everyform.production.counterparts import beside, related
from everyform.production.explain import explain
from everyform.production.folder import locked
from everyform.production.manifest import NAME, Manifest, load
from everyform.production.outcome import Outcome, Product, Settings
from everyform.production.plan import Task, languages_of, plan
from everyform.production.publish import publish_file, unwritable, write_canonical
from everyform.production.release import refusals, without_drafts
from everyform.production.run import run
from everyform.production.seeds import Seed, distinct, distinct_paths, find_seeds, read_seed
from everyform.production.settling import Settled, settle_seed
from everyform.production.signature import checked
from everyform.production.verify import Verified, verify_folder
from everyform.production.wording import Wording, worded

__all__ = [
    "COULD_NOT_BUILD",
    "NAME",
    "Manifest",
    "Outcome",
    "Product",
    "Seed",
    "Settings",
    "Settled",
    "Task",
    "Terms",
    "Verified",
    "Wording",
    "begin",
    "beside",
    "checked",
    "conclude",
    "distinct",
    "distinct_paths",
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
