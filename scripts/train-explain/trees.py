"""Fits the trees of data/explain-model.json (scripts/train-explain.mjs calls this). Rows come on standard input, one JSON each:
`{"x": [...], "y": 0 or 1, "weight": w, "group": "...", "isVariant": bool}`; the answer is one JSON: `trees`, each a list of nodes, the root
first: `[feature, threshold, left, right]`, a leaf `[value]`; `chances` of the rows that are no variants by trees that saw nothing of their
group, `null` for variants."""

import json
import sys

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


def left_out(x, y, weight, group, variant):
    names = sorted(set(group))
    fold = numpy.array([names.index(one) % FOLDS for one in group])
    chances = numpy.full(len(y), numpy.nan)
    for part in range(FOLDS):
        tested = (fold == part) & ~variant
        if tested.any():
            others = fold != part
            chances[tested] = fit(x[others], y[others], weight[others]).predict(x[tested])
    return [None if numpy.isnan(chance) else round(float(chance), DIGITS) for chance in chances]


rows, features = [], []
for line in sys.stdin:
    row = json.loads(line)
    features.append(numpy.array(row.pop("x"), dtype=float))
    rows.append(row)
x = numpy.array(features)
y = numpy.array([row["y"] for row in rows])
weight = numpy.array([row["weight"] for row in rows], dtype=float)
group = [row["group"] for row in rows]
variant = numpy.array([row["isVariant"] for row in rows])
model = fit(x, y, weight).dump_model()
trees = [nodes_of(tree) for tree in model["tree_info"]]
json.dump({"trees": trees, "chances": left_out(x, y, weight, group, variant)}, sys.stdout)
