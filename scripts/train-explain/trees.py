"""Fits the trees of data/explain-model.json (scripts/train-explain.mjs calls this). Rows stand in the files that are named, one JSON each:
`{"x": [...], "y": 0 or 1, "weight": w, "kind": "...", "group": "...", "isVariant": bool}`; the answer is one JSON: `trees`, each a list of
nodes, the root first: `[feature, threshold, left, right]`, a leaf `[value]`; `judged`, of the rows that are no variants `kind`, `y` and their
`chance` by trees that saw nothing of their group."""

import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

import lightgbm
import numpy

TREES = {
    "objective": "binary",
    "num_iterations": 500,
    "learning_rate": 0.04,
    "num_leaves": 31,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "boost_from_average": True,
    "verbose": -1,
}
FOLDS = 4
PROCESSES = 2
DIGITS = 4


def fit(x, y, weight):
    return lightgbm.train(TREES, lightgbm.Dataset(x, label=y, weight=weight))


def nodes_of(tree):
    """The nodes of a tree as LightGBM dumps it, numbered in the order in which they are met."""
    nodes = []

    def add(node):
        at = len(nodes)
        if "leaf_value" in node:
            nodes.append([round(node["leaf_value"], DIGITS)])
            return at
        assert node["decision_type"] == "<="
        nodes.append([])
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[at] = [node["split_feature"], round(node["threshold"], DIGITS), left, right]
        return at

    add(tree["tree_structure"])
    return nodes


def folds_of(group):
    names = sorted(set(group))
    fold_of = {name: at % FOLDS for at, name in enumerate(names)}
    return numpy.array([fold_of[one] for one in group])


def fit_without(part):
    """Of the rows of one fold that are no variants the chances, by trees that saw nothing of the fold; all trees where `part` is None."""
    if part is None:
        return [nodes_of(tree) for tree in fit(x, y, weight).dump_model()["tree_info"]]
    others, tested = fold != part, (fold == part) & ~variant
    return fit(x[others], y[others], weight[others]).predict(x[tested]) if tested.any() else []


rows, features = [], []
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            features.append(numpy.array(row.pop("x"), dtype=float))
            rows.append(row)
x = numpy.array(features)
del features
y = numpy.array([row["y"] for row in rows])
weight = numpy.array([row["weight"] for row in rows], dtype=float)
variant = numpy.array([row["isVariant"] for row in rows])
fold = folds_of([row["group"] for row in rows])
chances = numpy.full(len(y), numpy.nan)
# Forked: the rows are there once.
with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as pool:
    trees, *left_out = pool.map(fit_without, [None, *range(FOLDS)])
for part, found in enumerate(left_out):
    chances[(fold == part) & ~variant] = found
judged = [
    {"kind": row["kind"], "y": row["y"], "chance": round(float(chance), DIGITS)}
    for row, chance in zip(rows, chances)
    if not row["isVariant"]
]
json.dump({"trees": trees, "judged": judged}, sys.stdout)
