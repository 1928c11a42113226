"""Fits the word network (scripts/train-explain.mjs calls this). `ROWS` is the start of two files: `ROWS.jsonl`, a page a line (`{"source", "page",
"variant", "weight", "words", "y"}`, `y` 1 for patient data, 0 for annotations, -1 for what is not asked), and `ROWS.f32`, the numbers of all
their words. Writes the network to --out, or, to --check, how the words of an eighth of the sources, left out of the fit, are judged."""

import argparse
import copy
import json
import math
import random
import sys
import time
import zlib
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from network import FEATURES, LETTERS, NO_WORD, PAGE_HEIGHT, PAGE_WIDTH, STATE, Together, WordNetwork

sys.path.append(str(Path(__file__).resolve().parent.parent))
from onnx_files import print_entry, tidy  # noqa: E402

RATE, DECAY, BATCH, PASSES = 1.2e-3, 0.03, 16, 2
# Longer pages are cut off, as one picture more or less of the same kind.
MOST_WORDS = 96
COSTS = [4, 6, 8, 12, 20]
# Shares of words that are shown with a letter misread, and of those whose features are hidden.
MISREAD, HIDDEN = 0.06, 0.05
LIKE = dict(["O0", "0O", "l1", "1l", "Il", "S5", "5S", "B8", "8B", "Z2", "2Z", "ec", "ce", "ao", "nr", "hb", "G6", "6G", "DO", "il", "tf", "uv", "vu", "yv"])


def misread_table():
    table = np.arange(128)
    for letter, like in LIKE.items():
        table[ord(letter)] = ord(like)
    return table


def load(files):
    pages = []
    for name in files:
        at = 0
        with open(f"{name}.jsonl", encoding="utf-8") as rows:
            head = json.loads(next(rows))
            numbers = np.memmap(f"{name}.f32", np.float32, "r").reshape(-1, head["numbers"])
            for row in rows:
                page = json.loads(row)
                page["x"] = numbers[at : at + min(page["words"], MOST_WORDS)]
                page["y"] = np.array(page["y"][:MOST_WORDS], np.float32)
                at += page["words"]
                pages.append(page)
    return pages


def batch_of(pages, misread=None):
    longest, numbers = max(len(page["x"]) for page in pages), pages[0]["x"].shape[1]
    words = np.zeros((len(pages), longest, numbers), np.float32)
    words[..., STATE] = NO_WORD
    words[..., [PAGE_WIDTH, PAGE_HEIGHT]] = 1
    y = np.full((len(pages), longest), -1, np.float32)
    for at, page in enumerate(pages):
        words[at, : len(page["x"])], y[at, : len(page["x"])] = page["x"], page["y"]
    if misread is not None:
        spoil(words, misread)
    weight = np.array([page["weight"] for page in pages], np.float32)
    return torch.from_numpy(words), torch.from_numpy(y), torch.from_numpy(weight)


def spoil(words, misread):
    """Some words as they would be misread, some of which nothing is known but how they look and where they stand."""
    shape = words.shape[:2]
    for at in zip(*np.nonzero(np.random.random(shape) < MISREAD)):
        length = int((words[at][:LETTERS] > 0).sum())
        if length > 0:
            place = np.random.randint(length)
            words[at][place] = misread[int(words[at][place])]
    words[np.random.random(shape) < HIDDEN, FEATURES:] = 0


def fit(pages, epochs, seed, say):
    random.seed(seed), np.random.seed(seed), torch.manual_seed(seed)
    network = WordNetwork(pages[0]["x"].shape[1] - FEATURES)
    average = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    variants = {}
    for page in pages:
        variants.setdefault(page["page"], []).append(page)
    keys, misread, step, began = list(variants), misread_table(), 0, time.time()
    steps = epochs * math.ceil(PASSES * len(keys) / BATCH)
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch in batches([random.choice(variants[key]) for key in keys for _ in range(PASSES)]):
            for group in optimiser.param_groups:
                group["lr"] = 1e-6 + RATE * min(1, step / 200) * 0.5 * (1 + math.cos(math.pi * step / steps))
            words, y, weight = batch_of(batch, misread)
            asked = y >= 0
            step += 1
            if not asked.any():
                continue
            each = F.binary_cross_entropy_with_logits(network(words)[asked], 0.98 * y[asked] + 0.01, reduction="none")
            share = weight[:, None].expand_as(y)[asked]
            loss = (each * share).sum() / share.sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            losses.append(loss.item())
            with torch.no_grad():
                for own, now in zip(average.state_dict().values(), network.state_dict().values()):
                    own.lerp_(now, 0.003)
        say(f"seed {seed}, epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s", average)
    return average


def batches(pool):
    """Pages of about the same length together, in no order."""
    random.shuffle(pool)
    near = [page for at in range(0, len(pool), 40 * BATCH) for page in sorted(pool[at : at + 40 * BATCH], key=lambda page: len(page["x"]))]
    found = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(found)
    return found


def judged(networks, pages):
    """Of all words that are asked: what they are, and their chance."""
    model, y, chance = Together(networks).eval(), [], []
    pages = sorted((page for page in pages if page["variant"] == 0), key=lambda page: len(page["x"]))
    with torch.no_grad():
        for at in range(0, len(pages), BATCH):
            words, wanted, _ = batch_of(pages[at : at + BATCH])
            asked = wanted >= 0
            y.append(wanted[asked].numpy())
            chance.append(model(words)[asked].numpy())
    return np.concatenate(y), np.concatenate(chance)


def by_cost(y, chance):
    annotations, patient = int((y == 0).sum()), int((y == 1).sum())
    lines = [{"cost": cost, "kept": int((chance[y == 0] <= 1 / (1 + cost)).sum()), "leaked": int((chance[y == 1] <= 1 / (1 + cost)).sum())} for cost in COSTS]
    return {"annotations": annotations, "patientData": patient, "byCost": lines}


def export(networks, numbers, file):
    model = Together(networks).eval()
    torch.onnx.export(model, torch.ones(1, 7, numbers), file, input_names=["words"], output_names=["chances"], dynamic_axes={"words": {1: "count"}, "chances": {1: "count"}}, opset_version=17, dynamo=False)
    tidy(file, "Chance that each word of a page is patient data. Words as src/phi/explain/encode.ts gives them. MIT.")
    check(model, numbers, file)
    print_entry(file)


def check(model, numbers, file):
    """The file says the same, of any number of words."""
    import onnxruntime

    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    for count in (1, 40):
        words = torch.rand(1, count, numbers)
        with torch.no_grad():
            worst = (torch.from_numpy(session.run(None, {"words": words.numpy()})[0]) - model(words)).abs().max().item()
        if worst > 1e-4:
            raise SystemExit(f"The exported network says something else: {worst}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="+")
    parser.add_argument("--out")
    parser.add_argument("--check")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seeds", type=int, nargs="+", default=[2, 3])
    args = parser.parse_args()
    torch.set_num_threads(1)
    pages = load(args.rows)
    is_out = lambda page: zlib.crc32(page["source"].encode()) % 8 == 0
    out = [page for page in pages if is_out(page)]
    learnt = [page for page in pages if not is_out(page)] if args.check else pages

    def say(text, network):
        print(text, json.dumps(by_cost(*judged([network], out))) if args.check else "", flush=True)

    networks = [fit(learnt, args.epochs, seed, say) for seed in args.seeds]
    if args.check:
        Path(args.check).write_text(json.dumps(by_cost(*judged(networks, out)), indent=1) + "\n")
    else:
        export(networks, pages[0]["x"].shape[1], args.out)


if __name__ == "__main__":
    main()
