"""Small labelled frames as PNG files, for the gate: how often a frame with text would be let through as empty.

    python frames.py OUT --count 3000 --seed 9001        never a seed that training used
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from sample import Drawer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--cache", default=".cache/ink")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=9001)
    parser.add_argument("--size", type=int, default=192)
    args = parser.parse_args()
    if args.seed < 9000:
        raise SystemExit("Seeds below 9000 are for training.")
    cv2.setNumThreads(1)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    drawer, truth, index = Drawer(args.cache, args.size), [], 0
    while sum(frame["text"] for frame in truth) < args.count:
        image, ink, _, weight = drawer.draw((args.seed, index))
        legible = int(((ink > 0) & (weight > 0)).sum())
        illegible = int(((ink > 0) & (weight == 0)).sum())
        # A frame with text that nobody can read is neither: it would count for the gate as a miss or as a find by chance.
        if legible >= 12 or (legible == 0 and illegible == 0):
            name = f"{index:05}.png"
            cv2.imwrite(str(out / name), image[..., ::-1])
            truth.append({"name": name, "text": legible > 0, "ink": legible})
        index += 1
    (out / "truth.json").write_text(json.dumps({"seed": args.seed, "size": args.size, "frames": truth}))
    print(len(truth), "frames,", int(np.sum([frame["text"] for frame in truth])), "with text")


if __name__ == "__main__":
    main()
