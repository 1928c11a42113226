"""Runs a notebook by nbconvert and keeps it, failed or not: python execute_notebook.py NOTEBOOK.ipynb EXECUTED.ipynb

`jupyter nbconvert --execute` writes nothing when a cell fails; whoever has to find out why needs what it showed until then.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbconvert.preprocessors import CellExecutionError, ExecutePreprocessor


def main(source: Path, target: Path) -> int:
    notebook = nbformat.read(source, as_version=4)
    total = sum(cell.cell_type == "code" for cell in notebook.cells)
    terminal = sys.stderr.isatty()
    state = {"number": 0, "since": 0.0}

    def started(cell, cell_index):
        if cell.cell_type != "code":
            return
        state.update(number=state["number"] + 1, since=time.monotonic())
        if terminal:
            print(f"\r\033[K{source.stem}: cell {state['number']} of {total} ...", end="", file=sys.stderr, flush=True)

    def executed(cell, cell_index, execute_reply):
        # nbconvert waits for a message with the number that tslab does not send; the reply has it.
        cell.execution_count = execute_reply["content"].get("execution_count")
        took = time.monotonic() - state["since"]
        if not terminal and took > 5:
            print(f"{source.stem}: cell {state['number']} of {total} took {took:.0f} s", file=sys.stderr, flush=True)

    runner = ExecutePreprocessor(
        timeout=None,
        startup_timeout=180,
        # From the reply to the last output: nbconvert's 4 seconds lose the end of a burst on a busy machine.
        iopub_timeout=120,
        coalesce_streams=True,
        on_cell_start=started,
        on_cell_executed=executed,
    )
    status = 0
    try:
        runner.preprocess(notebook, {"metadata": {"path": str(source.parent)}})
    except CellExecutionError:
        status = 1  # the cell's own output says what happened
    finally:
        nbformat.write(notebook, target)
        if terminal:
            print("\r\033[K", end="", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
