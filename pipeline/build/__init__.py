"""Which files are wanted, and making them: read, compose, record, write, prove, publish."""

from pipeline.build.codes import COULD_NOT_BUILD, exit_code
from pipeline.build.composition import Terms
from pipeline.build.conclude import begin, conclude
from pipeline.build.counterparts import beside, related
from pipeline.build.explain import explain
from pipeline.build.folder import locked
from pipeline.build.manifest import NAME, Manifest, load
from pipeline.build.outcome import Outcome, Product, Settings
from pipeline.build.plan import Task, languages_of, plan
from pipeline.build.publish import publish_file, unwritable, write_canonical
from pipeline.build.release import refusals, without_drafts
from pipeline.build.run import run
from pipeline.build.seeds import Seed, distinct, distinct_paths, find_seeds, read_seed
from pipeline.build.settling import Settled, settle_seed
from pipeline.build.signature import checked
from pipeline.build.verify import Verified, verify_folder
from pipeline.build.wording import Wording, worded

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
