"""`python -m tests.fuzz [--minutes M | --inputs N] [--target T]`: bad bytes for every reader.

A reader either reads them or refuses them in one line; what else it does is printed, kept in
`found/` and run again by the tests. Exits 1 when something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target

FOUND = Path(__file__).parent / "found"
LATE_S = 10.0  # the bound of SECURITY.md for any one input


@st.composite
def bad(draw: st.DrawFn, target: Target) -> bytes:
    """Right bytes with some cut out, doubled, changed, or others put among them."""
    data = bytearray(draw(st.sampled_from(target.examples())))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from((0, 1, 4, 30, 1_000, len(data))))
        match draw(st.integers(0, 4)):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = data[at : at + length]
            case 2:
                word = draw(st.sampled_from((*target.words, b"\x00")))
                data[at:at] = word * draw(st.sampled_from((1, 1, 2, 300, 20_000 // len(word))))
            case 3:
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
            case 4:
                other = draw(st.integers(0, len(data)))
                data[at:at] = data[other : other + length]
    return bytes(data)


def wrong(target: Target, data: bytes) -> str:
    """What a reader did that it must not; "" where it did right."""
    began = time.process_time()
    try:
        target.feed(data)
    except target.allowed as error:
        diagnostics = getattr(error, "diagnostics", ())
        if any("\n" in found.message for found in diagnostics):
            return f"a message of several lines: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    spent = time.process_time() - began
    return f"{spent:.0f} s of work" if spent > LATE_S else ""


def fuzzed(target: Target, seconds: float, number: int, most: int = 1_000_000) -> list[str]:
    """Feed a reader until the time is over; each wrong thing once, its bytes kept."""
    end = time.monotonic() + seconds
    found: dict[str, bytes] = {}
    fed = 0

    def one(data: bytes) -> None:
        nonlocal fed
        if time.monotonic() > end or fed >= most:
            return
        fed += 1
        said = wrong(target, data)
        kind = said.partition(":")[0]
        if said and (kind not in found or len(data) < len(found[kind])):
            found[kind] = data
            print(f"{target.name}: {said[:200]}", flush=True)

    while time.monotonic() < end and fed < most:
        settled = settings(
            max_examples=200,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        settled(seed(number)(given(bad(target))(one)))()
        number += 1
    for data in found.values():
        place = FOUND / target.name / hashlib.sha256(data).hexdigest()[:16]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    print(f"{target.name}\t{fed} inputs\t{len(found)} found", flush=True)
    return list(found)


def main() -> int:
    """Feed the readers that were asked for, each for its share of the time."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--inputs", type=int, default=0, help="so many each, the same each time")
    parser.add_argument("--target", choices=[target.name for target in TARGETS])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wanted = [target for target in TARGETS if asked.target in (None, target.name)]
    share_s = 3_600.0 if asked.inputs else 60 * asked.minutes / len(wanted)
    most = asked.inputs or 1_000_000
    found = [kind for target in wanted for kind in fuzzed(target, share_s, asked.seed, most)]
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
