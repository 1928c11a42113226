"""Redacts files with the PyPI package dentdeid, as its command line does by default (`dentdeid run -p share`).

usage: dentdeid_run.py IN_DIR OUT_DIR      prints one JSON line: {"seconds": S, "cpuSeconds": S, "outputs": {NAME: PATH or null}}
Runs inside .cache/dentdeid (scripts/lib/study-dentdeid.mjs makes it). Only files in its folder `clean` count as released.
"""

import json
import pathlib
import sys
import time

from dentdeid.pipeline import DeIdentifier


def main(inputs, out):
    files = sorted(pathlib.Path(inputs).glob("*.dcm"))
    deid = DeIdentifier("share")
    start, cpu = time.perf_counter(), time.process_time()
    report = deid.run(files, pathlib.Path(out))
    times = {"seconds": time.perf_counter() - start, "cpuSeconds": time.process_time() - cpu}
    outputs = {}
    for file in files:
        source = report.sources.get(str(file))
        path = source.output if source is not None else None
        outputs[file.name] = path if path and "clean" in pathlib.PurePath(path).parts else None
    print(json.dumps({**times, "outputs": outputs}))


if __name__ == "__main__":
    main(*sys.argv[1:])
