"""How long it takes to prove the seed in every format, warm, and the most memory held."""

from __future__ import annotations

import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from everyform.production import Settings, Terms, conclude, plan, read_seed, run, verify_folder
from everyform.production import write_canonical as write_form
from everyform.publisher import Publisher
from everyform.writers import FORMATS
from tests.bench.seed import SEED


def main() -> None:
    """Print seconds for each format, its size, and peak MB, as `everyform verify` works."""
    day = date(2026, 11, 23)
    with tempfile.TemporaryDirectory() as folder:
        output, clips = Path(folder, "output"), Path(folder, "clips")
        settings = Settings(output, clips, Terms(day, Publisher()))
        seed = read_seed(SEED).value
        tasks = plan([seed], FORMATS, [seed.document.language]).value
        write_form(seed, output)
        list(run(tasks, settings, 1))
        conclude([seed], settings.output)
        began = time.perf_counter()
        problems, results, _ = verify_folder(output, clips, day, 1)
        print(
            f"manifest and digests: {time.perf_counter() - began:.2f} s, {len(problems)} findings"
        )
        for result in results:
            size = sum(file.size for file in result.record.files) / 1e6
            units = f"{result.held} of {result.expected} units"
            name = result.record.format
            print(f"{name}: {result.seconds:.2f} s for {size:.2f} MB, {units}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
