"""Trains the ink network on pictures drawn as it goes. A checkpoint holds all that a later run needs to go on as if never stopped."""

import argparse
import copy
import os
import sys
import time
import warnings
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

from backgrounds import PHANTOMS
from model import InkNet, weights_of
from sample import Drawer
from take_over import take_over

sys.path.append(str(Path(__file__).resolve().parent.parent))
from families import assert_tunable  # noqa: E402

warnings.filterwarnings("ignore")


# Batches on which layers that are not taken over learn alone.
ALONE = 100


class Drawn(Dataset):
    """Picture `i` is the same in every run with the same seed."""

    def __init__(self, cache, seed, start, stop, size):
        self.args, self.seed, self.start, self.stop, self.drawer = (cache, size), seed, start, stop, None

    def __len__(self):
        return self.stop - self.start

    def __getitem__(self, index):
        if self.drawer is None:
            self.drawer = Drawer(*self.args)
        return self.drawer.draw((self.seed, self.start + index))


def collate(samples):
    image, ink, core, weight = (torch.from_numpy(np.stack(part)) for part in zip(*samples))
    target = torch.stack([ink, core], 1).float()
    return image.permute(0, 3, 1, 2).float(), target, weight.float() / 64


def loss_of(logits, target, weight):
    """Cross-entropy of the ink and of as much of the worst ground (three pixels to one, as DB detectors train), of all, and overlap."""
    total, parts = 0.0, []
    for channel, share in ((0, 1.0), (1, 0.5)):
        z, t = logits[:, channel], target[:, channel]
        # A line's core outweighs its ground as its ink does; where ink is ignored both are.
        w = torch.where((t > 0) & (weight > 0), weight.clamp(min=1), weight.clamp(max=1))
        each = F.binary_cross_entropy_with_logits(z, t, reduction="none") * w
        found = (each * t).sum() / (w * t).sum().clamp(min=1)
        worst = (each * (1 - t)).flatten().topk(int(3 * t.sum().item()) + each.numel() // 100).values.mean()
        p = torch.sigmoid(z)
        dice = 1 - (2 * (p * t * w).sum() + 1) / ((p * w).sum() + (t * w).sum() + 1)
        loss = found + 4 * worst + 2 * each.mean() + dice
        total = total + share * loss
        parts.append(loss.item())
    return total, parts


def rate_at(step, args):
    """Warm-up, then level, then down to nearly nothing over the last third."""
    if step < 200:
        return args.rate * (step + 1) / 200
    rest = (args.steps - step) / max(1, args.steps * args.cool)
    return args.rate * min(1.0, 0.01 + 0.99 * max(0.0, rest))


def average_into(average, model, step):
    keep = min(0.998, (step + 1) / (step + 10))
    with torch.no_grad():
        for a, m in zip(average.state_dict().values(), model.state_dict().values()):
            a.copy_(a * keep + m * (1 - keep) if a.dtype.is_floating_point else m)


def begin_with(args, model, drawer):
    """The weights of `args.weights`; layers that they lack learn alone first, so that they do not spoil the rest, whose normalisation stays as taken over."""
    first = collate([drawer.draw((args.seed + 1, i)) for i in range(ALONE * args.batch)])
    new = take_over(args.weights, model, first[0][: 8 * args.batch])
    if not new:
        return
    optimiser = torch.optim.AdamW(new, lr=args.rate)
    for parts in zip(*(part.split(args.batch) for part in first)):
        loss, _ = loss_of(model(parts[0]), *parts[1:])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", default=".cache/ink")
    parser.add_argument("--steps", type=int, default=12500)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--cool", type=float, default=0.35, help="share of the steps over which the rate goes down")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--weights", help="an exported model to go on from where there is no checkpoint")
    args = parser.parse_args()
    assert_tunable(*PHANTOMS)
    # Before anything is drawn: a process that is forked while OpenCV's threads run waits for them for ever.
    cv2.setNumThreads(0)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    file = Path(args.cache) / "checkpoint.pt"
    model = InkNet().to(memory_format=torch.channels_last)
    average = copy.deepcopy(model).eval()
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01)
    step, spent = 0, 0.0
    if file.exists():
        saved = torch.load(file, weights_only=True)
        for part, name in ((model, "model"), (average, "average"), (optimiser, "optimiser")):
            part.load_state_dict(saved[name])
        step, spent = saved["step"], saved["seconds"]
    drawer = Drawer(args.cache, args.size)  # faces and backgrounds are made once, here
    if args.weights and step == 0:
        begin_with(args, model, drawer)
        average.load_state_dict(model.state_dict())
    drawn = Drawn(args.cache, args.seed, step * args.batch, args.steps * args.batch, args.size)
    loader = DataLoader(drawn, args.batch, num_workers=1, collate_fn=collate, prefetch_factor=6)
    print(f"{weights_of(model)} weights, from step {step}", flush=True)
    began, shown, log = time.time(), np.zeros(2), time.time()

    def save():
        state = {"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(state | {"step": step, "seconds": spent + time.time() - began, "seed": args.seed}, str(file) + ".new")
        os.replace(str(file) + ".new", file)

    model.train()
    for image, target, weight in loader:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, args)
        loss, parts = loss_of(model(image.to(memory_format=torch.channels_last)), target, weight)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        average_into(average, model, step)
        step += 1
        shown = shown * 0.98 + np.array(parts) * 0.02
        if step % 50 == 0:
            each = (time.time() - log) / 50
            print(f"{step} ink {shown[0] / (1 - 0.98**step):.4f} line {shown[1] / (1 - 0.98**step):.4f} {each:.2f} s a step", flush=True)
            log = time.time()
        if step % 100 == 0:
            save()
    save()


if __name__ == "__main__":
    main()
