"""Shapes of the body that come in rows and parallels as letters do: none of it is ink."""

import cv2
import numpy as np

from places import near_shade, spot


def layers(r, image, colour):
    """Bent bands of one direction, each of its own brightness and all of grain: retina, skin, bowel wall, muscle."""
    size = image.shape[0]
    across = np.arange(size, dtype=np.float32)
    bend = r.uniform(-12, 12) * np.sin(across / r.uniform(30, 150) + r.uniform(0, 7)) + across * r.uniform(-0.3, 0.3)
    depth = np.arange(size, dtype=np.float32)[:, None] - bend[None, :] - r.uniform(-0.2, 0.6) * size
    ends = np.cumsum(r.uniform(3, 30, int(r.integers(3, 10))))
    band = np.searchsorted(ends, depth.ravel()).reshape(depth.shape)
    levels = np.append(r.uniform(0, 255, len(ends)), 0)
    factor = 1 if r.random() < 0.6 else r.uniform(1, 2.5)
    small = int(size / factor) + 1
    grain = r.exponential(1, (small, small)) if r.random() < 0.6 else r.rayleigh(0.8, (small, small))
    grain = cv2.resize(grain.astype(np.float32), (size, size), interpolation=cv2.INTER_NEAREST if r.random() < 0.5 else cv2.INTER_LINEAR)
    drawn = levels[band] * (grain if r.random() < 0.8 else 1)
    inside = (depth > 0) & (band < len(ends))
    if r.random() < 0.25:
        drawn, inside = drawn.T, inside.T
    image[inside] = np.clip(drawn[inside], 0, 255).astype(np.uint8)[:, None]


def beads(r, image, colour):
    """A row of soft blobs with rods and thin ribs beside it: a spine in a bone scan, nodes, teeth, contrast in small bowel."""
    size = image.shape[0]
    layer = np.zeros((size, size), np.float32)
    at, angle, pitch = spot(r, image), r.normal(np.pi / 2, 0.25) if r.random() < 0.7 else r.uniform(0, np.pi), r.uniform(6, 22)
    step = pitch * np.array([np.cos(angle), np.sin(angle)])
    wide, high = pitch * r.uniform(0.4, 0.9), pitch * r.uniform(0.25, 0.45)
    for k in range(int(r.integers(4, 16))):
        centre = tuple(int(v) for v in at + k * step)
        cv2.ellipse(layer, centre, (max(1, int(wide)), max(1, int(high))), float(np.rad2deg(angle) - 90), 0, 360, float(r.uniform(0.6, 1)), -1, cv2.LINE_AA)
        if r.random() < 0.3:
            cv2.line(layer, centre, tuple(int(v) for v in at + k * step + r.normal(0, 40, 2)), float(r.uniform(0.2, 0.6)), int(r.integers(1, 5)), cv2.LINE_AA)
    for _ in range(r.integers(0, 4)):
        a = at + r.normal(0, 60, 2)
        cv2.line(layer, tuple(a.astype(int).tolist()), tuple((a + r.normal(0, 50, 2)).astype(int).tolist()), float(r.uniform(0.3, 0.9)), int(r.integers(4, 18)), cv2.LINE_AA)
    layer = cv2.GaussianBlur(layer, (0, 0), r.uniform(0.4, 2.5))
    counts = r.uniform(4, 60)
    layer = r.poisson(layer * counts) / counts if r.random() < 0.7 else layer
    image[:] = np.clip(image + r.choice([-1, 1, 1]) * r.uniform(60, 255) * layer[..., None], 0, 255).astype(np.uint8)


def folds(r, image, colour):
    """Thin strokes in the middle of thick rounded ones, side by side: sulci, villi, folds of mucosa, roots of teeth."""
    size = image.shape[0]
    centre, radius, angle = spot(r, image), r.uniform(40, 250), r.uniform(0, 2 * np.pi)
    pitch, long, thick = r.uniform(10, 28), r.uniform(12, 70), r.uniform(5, 16)
    outer, inner = near_shade(r, image, centre), near_shade(r, image, centre)
    inner = (0.0,) * 3 if r.random() < 0.3 else (255.0,) * 3 if r.random() < 0.3 else inner
    layer = image.astype(np.float32)
    sticks = []
    for k in range(int(r.integers(3, 14))):
        turn = angle + k * pitch / radius * r.uniform(0.7, 1.3)
        way = np.array([np.cos(turn), np.sin(turn)])
        reach = long * r.uniform(0.4, 1.2)
        lean = r.normal(0, 0.15, 2)
        ends = centre + radius * way, centre + (radius - reach) * way + reach * lean
        sticks.append(tuple(tuple(int(v) for v in end) for end in ends))
    for a, b in sticks:
        cv2.line(layer, a, b, outer, max(2, int(thick)), cv2.LINE_AA)
    for a, b in sticks:
        cv2.line(layer, a, b, inner, max(1, int(thick * r.uniform(0.15, 0.5))), cv2.LINE_AA)
    layer = cv2.GaussianBlur(layer, (0, 0), r.uniform(0.4, 1.2)) if r.random() < 0.5 else layer
    image[:] = np.clip(layer + r.normal(0, r.uniform(0, 8), (size, size, 1)), 0, 255).astype(np.uint8)


def slivers(r, image, colour):
    """Short tapered strokes in all directions, often faint: vessels of a lung cut across, clots, fibres."""
    base = near_shade(r, image, spot(r, image))
    for _ in range(r.integers(3, 40)):
        at, angle, long = spot(r, image), r.uniform(0, 2 * np.pi), r.uniform(3, 22)
        way = np.array([np.cos(angle), np.sin(angle)])
        aside = np.array([-way[1], way[0]]) * r.uniform(0.6, 3.5)
        points = np.array([at + aside, at - aside, at + long * way]) * 8
        shade = (float(np.clip(base[0] + r.normal(0, 15), 0, 255)),) * 3
        cv2.fillPoly(image, [points.astype(np.int32)], shade, cv2.LINE_AA, 3)


KINDS = [layers, layers, beads, beads, folds, folds, slivers, slivers]
