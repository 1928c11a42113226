"""Strokes of tissue, light and flow that are no text: none of it is ink."""

import cv2
import numpy as np

from places import point, tone


def highlights(r, image, colour):
    """Light on wet mucosa: small, saturated, irregular."""
    layer = np.zeros(image.shape[:2], np.uint8)
    for _ in range(r.integers(2, 30)):
        x, y = point(r, image.shape[0])
        cv2.ellipse(layer, (x, y), (int(r.integers(1, 10)), int(r.integers(1, 4))), float(r.uniform(0, 180)), 0, 360, 255, -1)
    layer = cv2.GaussianBlur(layer, (0, 0), r.uniform(0.4, 1.5)).astype(np.float32)[..., None] / 255
    image[:] = (image + (np.array([255, 252, 245]) - image) * layer).astype(np.uint8)


def curves(r, image, colour):
    """Thin bent strokes of anatomy: vessels, catheters, sutures, wires, rims of bone."""
    for _ in range(r.integers(1, 8)):
        points = np.cumsum(np.vstack([point(r, image.shape[0]), r.normal(0, r.uniform(2, 12), (int(r.integers(3, 30)), 2))]), 0)
        if len(points) > 5:
            points = cv2.GaussianBlur(points.astype(np.float32), (1, 5), 0)
        cv2.polylines(image, [points.astype(np.int32)], False, colour, int(r.integers(1, 5)), cv2.LINE_AA)


def specks(r, image, colour):
    count = int(r.integers(5, 150))
    at = r.integers(0, image.shape[0], (count, 2))
    for x, y in at:
        s = int(r.integers(1, 3))
        image[y : y + s, x : x + int(r.integers(1, 5))] = colour


def doppler(r, image, colour):
    layer = np.zeros_like(image)
    for _ in range(r.integers(1, 6)):
        x, y = point(r, image.shape[0])
        c = [(255, 40, 20), (20, 60, 255), (255, 200, 30), (30, 230, 220)][r.integers(4)]
        cv2.ellipse(layer, (x, y), (int(r.integers(3, 40)), int(r.integers(3, 20))), float(r.uniform(0, 180)), 0, 360, c, -1)
    layer = cv2.resize(cv2.resize(layer, None, fx=0.25, fy=0.25), layer.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    hit = layer.max(axis=2) > 60
    image[hit] = layer[hit]


def rings(r, image, colour):
    """Closed walls, one in the other: bowel, vessels cut across, a trachea, a screw's head."""
    for _ in range(r.integers(1, 5)):
        x, y = point(r, image.shape[0])
        ink = colour if r.random() < 0.15 else tone(r, image, x, y)
        radius, angles = np.exp(r.uniform(2, 3.8)), np.linspace(0, 2 * np.pi, 36, endpoint=False)
        wobble = 1 + sum(r.uniform(0, 0.25) / k * np.cos(k * angles + r.uniform(0, 7)) for k in (2, 3, 5))
        thick = int(r.integers(1, 3 + int(radius / 6)))
        for part in range(r.integers(1, 3)):
            at = np.array([x, y]) + r.uniform(-0.3, 0.3, 2) * radius * part
            outline = at + radius * (0.55**part) * np.stack([np.cos(angles), np.sin(angles) * r.uniform(0.5, 1)], 1) * wobble[:, None]
            cv2.polylines(image, [outline.astype(np.int32)], True, ink, thick, cv2.LINE_AA)


def bends(r, image, colour):
    """Short strokes with corners, forks and hooks, as high as letters: small vessels, folds, fibres, needles, clips."""
    for _ in range(r.integers(1, 7)):
        x, y = point(r, image.shape[0])
        ink = colour if r.random() < 0.15 else tone(r, image, x, y)
        step, thick = r.uniform(4, 22), int(r.integers(1, 6))
        points = np.cumsum(np.vstack([(x, y), r.normal(0, step, (int(r.integers(2, 7)), 2))]), 0)
        cv2.polylines(image, [points.astype(np.int32)], False, ink, thick, cv2.LINE_AA)
        if r.random() < 0.4:
            cv2.line(image, points[1].astype(int).tolist(), (points[1] + r.normal(0, step, 2)).astype(int).tolist(), ink, thick, cv2.LINE_AA)


def echoes(r, image, colour):
    """Bright bands across speckle, torn into pieces like a row of letters: reverberations, fascia, a transducer's surface."""
    size = image.shape[0]
    for _ in range(r.integers(1, 5)):
        y, high = int(r.integers(0, size)), int(r.integers(1, 9))
        x, wide = int(r.integers(-size // 4, size // 2)), int(r.integers(20, size))
        grain = cv2.resize(r.rayleigh(1, (int(r.integers(1, high + 1)), max(2, wide // int(r.integers(1, 6))))).astype(np.float32), (wide, high), interpolation=cv2.INTER_LINEAR if r.random() < 0.6 else cv2.INTER_NEAREST)
        grain = grain * (r.random((high, wide)) < r.uniform(0.4, 1)) if r.random() < 0.5 else grain
        part = image[y : y + high, max(0, x) : max(0, x) + wide]
        grain = grain[: part.shape[0], : part.shape[1], None] * r.uniform(30, 140)
        part[:] = np.clip(part + grain * np.array([1.0, 1.0, 1.0]), 0, 255).astype(np.uint8)
