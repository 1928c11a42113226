"""What every network of ours has in common once it is written as ONNX: no traces of the machine that wrote it, and its line in the manifest."""

import hashlib
from pathlib import Path

import onnx


def tidy(file, says):
    """Leaves nothing in the file but the graph, its weights and what it says of itself."""
    graph = onnx.load(file)
    del graph.metadata_props[:]
    graph.doc_string = says
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, file)


def print_entry(file):
    """The lines for `src/models/manifest.ts`."""
    content = Path(file).read_bytes()
    print(f"bytes: {len(content)},\nsha256: '{hashlib.sha256(content).hexdigest()}',")
