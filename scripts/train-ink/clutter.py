"""What screens show beside text, and what looks like strokes without being any: none of it is ink."""

import cv2
import numpy as np

import anatomy
import tissue
from places import point


def lines(r, image, colour):
    for _ in range(r.integers(1, 6)):
        a = point(r, image.shape[0])
        kind = r.random()
        far = int(r.integers(10, image.shape[0]))
        b = (a[0] + far, a[1]) if kind < 0.35 else (a[0], a[1] + far) if kind < 0.7 else point(r, image.shape[0])
        cv2.line(image, a, b, colour, int(r.integers(1, 4)), [cv2.LINE_8, cv2.LINE_AA][r.integers(2)])


def dotted(r, image, colour):
    size = image.shape[0]
    a, b = np.array(point(r, size), float), np.array(point(r, size), float)
    if r.random() < 0.6:
        b[r.integers(2)] = a[r.integers(2)]
    length = np.hypot(*(b - a)) + 1
    step, on = r.uniform(3, 14), r.uniform(0.15, 0.7)
    for t in np.arange(0, 1, step / length):
        p, q = a + (b - a) * t, a + (b - a) * min(1, t + on * step / length)
        cv2.line(image, tuple(map(int, p)), tuple(map(int, q)), colour, int(r.integers(1, 3)))


def ruler(r, image, colour, at=None):
    """Ticks along a line; returns where its long ticks end."""
    size = image.shape[0]
    upright = r.random() < 0.6
    step, long, every = int(r.integers(4, 30)), int(r.integers(4, 14)), int(r.choice([1, 2, 5, 10]))
    x = int(r.integers(2, size)) if at is None else at
    side = 1 if r.random() < 0.5 else -1
    thick = int(r.integers(1, 3))
    ends = []
    if r.random() < 0.5:
        cv2.line(image, *(((x, 0), (x, size)) if upright else ((0, x), (size, x))), colour, thick)
    for k, y in enumerate(range(int(r.integers(0, step)), size, step)):
        length = long if k % every == 0 else max(1, long // 2)
        a, b = ((x, y), (x + side * length, y)) if upright else ((y, x), (y, x + side * length))
        cv2.line(image, a, b, colour, thick)
        if k % every == 0:
            ends.append((b, upright, side))
    return ends


def marks(r, image, colour):
    """Calipers, crosses, arrows, triangles, dots, check boxes, hearts of a cursor."""
    for _ in range(r.integers(1, 6)):
        x, y = point(r, image.shape[0])
        s, t = int(r.integers(2, 12)), int(r.integers(1, 3))
        kind = r.integers(9)
        if kind == 0:
            cv2.drawMarker(image, (x, y), colour, cv2.MARKER_CROSS, 2 * s, t)
        elif kind == 1:
            cv2.drawMarker(image, (x, y), colour, cv2.MARKER_TILTED_CROSS, 2 * s, t)
        elif kind == 2:
            cv2.arrowedLine(image, (x, y), point(r, image.shape[0]), colour, t, cv2.LINE_AA, 0, r.uniform(0.05, 0.4))
        elif kind == 3:
            points = np.array([[x, y - s], [x - s, y + s], [x + s, y + s]]) if r.random() < 0.5 else np.array([[x, y], [x + s, y + s], [x, y + 2 * s]])
            (cv2.fillPoly if r.random() < 0.7 else lambda i, p, c: cv2.polylines(i, p, True, c))(image, [points], colour)
        elif kind == 4:
            cv2.circle(image, (x, y), s, colour, -1 if r.random() < 0.3 else t)
        elif kind == 5:
            cv2.rectangle(image, (x, y), (x + 2 * s, y + 2 * s), colour, -1 if r.random() < 0.3 else t)
        elif kind == 6:
            cv2.circle(image, (x, y), max(1, s // 4), colour, -1)
        elif kind == 7:
            cv2.drawMarker(image, (x, y), colour, [cv2.MARKER_STAR, cv2.MARKER_DIAMOND, cv2.MARKER_TRIANGLE_DOWN][r.integers(3)], 2 * s, t)
        else:
            for k in range(2):
                cv2.drawMarker(image, (x + k * int(r.integers(10, 80)), y + k * int(r.integers(-40, 40))), colour, cv2.MARKER_CROSS, s + 2, 1)


def trace(r, image, colour):
    """An ECG, a respiration curve, the upper edge of a flow spectrum."""
    size = image.shape[0]
    x = np.arange(-5, size + 5)
    period, phase, high = r.uniform(20, 140), r.uniform(0, 100), r.uniform(4, 60)
    t = ((x + phase) / period) % 1
    kind = r.random()
    if kind < 0.6:
        y = 1.0 * np.exp(-(((t - 0.3) / 0.02) ** 2)) - 0.25 * np.exp(-(((t - 0.34) / 0.02) ** 2)) - 0.15 * np.exp(-(((t - 0.26) / 0.02) ** 2))
        y += 0.15 * np.exp(-(((t - 0.12) / 0.04) ** 2)) + 0.25 * np.exp(-(((t - 0.6) / 0.06) ** 2))
    elif kind < 0.72:
        y = np.sin(2 * np.pi * t) * r.uniform(0.2, 1)
    elif kind < 0.84:  # a calibration's pulses, a tube's switching
        y = (t < r.uniform(0.1, 0.9)).astype(float)
    else:
        y = np.cumsum(r.normal(0, 0.08, len(x)))
    y = r.uniform(0, size) - high * y + r.normal(0, r.uniform(0, 1), len(x))
    points = np.stack([x, y], 1).astype(np.int32)
    cv2.polylines(image, [points], False, colour, int(r.integers(1, 3)), [cv2.LINE_8, cv2.LINE_AA][r.integers(2)])


def grid(r, image, colour):
    size, step = image.shape[0], int(r.integers(6, 50))
    for k in range(int(r.integers(0, step)), size, step):
        cv2.line(image, (k, 0), (k, size), colour, 1)
        if r.random() < 0.9:
            cv2.line(image, (0, k), (size, k), colour, 1)


def boxes(r, image, colour):
    for _ in range(r.integers(1, 4)):
        a = point(r, image.shape[0])
        b = a[0] + int(r.integers(8, 140)), a[1] + int(r.integers(6, 90))
        cv2.rectangle(image, a, b, colour, int(r.integers(1, 4)) if r.random() < 0.6 else -1)
        if r.random() < 0.3:
            cv2.rectangle(image, (a[0] + 2, a[1] + 2), (b[0] + 2, b[1] + 2), tuple(c // 2 for c in colour), 1)


def wedge(r, image, colour):
    """A grey or colour scale."""
    x, y = point(r, image.shape[0])
    w, h = int(r.integers(4, 24)), int(r.integers(40, 200))
    ramp = np.linspace(0, 1, h)[:, None, None] * np.array(colour)[None, None]
    if r.random() < 0.4:
        hsv = np.stack([np.linspace(0, 170, h), np.full(h, 255), np.full(h, 230)], 1).astype(np.uint8)[:, None]
        ramp = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB).astype(float)
    ramp = np.repeat(ramp, w, 1)
    ramp = ramp.transpose(1, 0, 2) if r.random() < 0.3 else ramp
    if r.random() < 0.3:
        ramp = ramp // 32 * 32
    x, y = max(0, x), max(0, y)
    part = image[y : y + ramp.shape[0], x : x + ramp.shape[1]]
    part[:] = ramp[: part.shape[0], : part.shape[1]]


def logo(r, image, colour):
    """Smooth filled shapes: rings, stars, swooshes, the head of a pictogram."""
    x, y = point(r, image.shape[0])
    s = int(r.integers(6, 40))
    for _ in range(r.integers(1, 5)):
        kind = r.random()
        c = tuple(int(v) for v in np.clip(np.array(colour) + r.integers(-60, 60, 3), 0, 255))
        if kind < 0.4:
            cv2.ellipse(image, (x, y), (s, max(1, int(s * r.uniform(0.3, 1)))), float(r.uniform(0, 180)), float(r.uniform(0, 180)), float(r.uniform(180, 360)), c, int(r.integers(1, 8)), cv2.LINE_AA)
        elif kind < 0.7:
            points = (np.array([x, y]) + r.normal(0, s, (int(r.integers(3, 7)), 2))).astype(np.int32)
            cv2.fillPoly(image, [points], c, cv2.LINE_AA)
        else:
            cv2.circle(image, (x + int(r.integers(-s, s)), y + int(r.integers(-s, s))), max(1, s // 2), c, -1, cv2.LINE_AA)


def sector(r, image, colour):
    """The rim of a sector scan, arcs, a body mark."""
    size = image.shape[0]
    centre = int(r.integers(-size, 2 * size)), int(r.integers(-size, size))
    for _ in range(r.integers(1, 4)):
        cv2.ellipse(image, centre, (int(r.integers(10, 2 * size)),) * 2, 0, float(r.uniform(0, 360)), float(r.uniform(0, 360)), colour, int(r.integers(1, 3)), cv2.LINE_AA)


def combs(r, image, colour):
    """Rows of bars and rings, alike and evenly spaced: bar codes, bone edges, screws, braces of a chart."""
    x, y = point(r, image.shape[0])
    step, height = int(r.integers(3, 12)), int(r.integers(5, 40))
    for k in range(int(r.integers(3, 24))):
        w = int(r.integers(1, max(2, step - 1)))
        if r.random() < 0.85:
            cv2.rectangle(image, (x + k * step, y), (x + k * step + w - 1, y + height), colour, -1)


def codes(r, image, colour):
    """Bar codes and matrix codes on a label: no letter among them."""
    x, y = point(r, image.shape[0])
    module = int(r.integers(1, 4))
    if r.random() < 0.6:
        bits = np.repeat(np.arange(48) % 2 == 0, r.integers(1, 4, 48))
        pattern = np.repeat(bits[None, : int(r.integers(30, 96))], int(r.integers(6, 40)), 0)
        pattern = np.repeat(pattern, module, 1)
    else:
        side = int(r.integers(10, 26))
        pattern = np.kron(r.random((side, side)) < 0.5, np.ones((module + 1, module + 1), bool))
        pattern[:, : module + 1] = pattern[-module - 1 :] = True
    pattern = pattern.T if r.random() < 0.3 else pattern
    ground = 255 - np.array(colour)
    x, y, quiet = max(0, x), max(0, y), int(r.integers(0, 8))
    if r.random() < 0.7:
        image[max(0, y - quiet) : y + pattern.shape[0] + quiet, max(0, x - quiet) : x + pattern.shape[1] + quiet] = ground
    part = image[y : y + pattern.shape[0], x : x + pattern.shape[1]]
    part[pattern[: part.shape[0], : part.shape[1]]] = colour


def icons(r, image, colour):
    """Pictograms of buttons and states: a frame with a few plain shapes in it."""
    x, y = point(r, image.shape[0])
    for k in range(r.integers(1, 5)):
        w, h = int(r.integers(7, 28)), int(r.integers(6, 20))
        left = x + k * (w + int(r.integers(3, 14)))
        cv2.rectangle(image, (left, y), (left + w, y + h), colour, -1 if r.random() < 0.2 else 1)
        for _ in range(r.integers(1, 4)):
            cx, cy, s = left + int(r.integers(2, w)), y + int(r.integers(2, h)), int(r.integers(1, max(2, h // 3)))
            kind = r.random()
            ink = colour if r.random() < 0.7 else tuple(255 - c for c in colour)
            if kind < 0.45:
                cv2.circle(image, (cx, cy), s, ink, -1 if r.random() < 0.4 else 1)
            elif kind < 0.75:
                cv2.rectangle(image, (cx - s, cy - s // 2), (cx + s, cy + s // 2), ink, -1)
            else:
                cv2.fillPoly(image, [np.array([[cx - s, cy - s], [cx + s, cy], [cx - s, cy + s]])], ink)


def halftone(r, image, colour):
    """Hatching and dots in a regular pattern: a printed or dithered area."""
    x, y = (max(0, v) for v in point(r, image.shape[0]))
    part = image[y : y + int(r.integers(8, 90)), x : x + int(r.integers(8, 90))]
    i, j = np.mgrid[0 : part.shape[0], 0 : part.shape[1]]
    step = int(r.integers(2, 7))
    hit = [(i + j) % step == 0, (i % step == 0) & (j % step == 0), (i // step + j // step) % 2 == 0, (i - j) % step == 0][r.integers(4)]
    part[hit] = colour


KINDS = [lines, lines, dotted, ruler, ruler, marks, marks, trace, grid, boxes, wedge, logo, sector, tissue.highlights, tissue.curves, tissue.curves, tissue.specks, tissue.doppler, combs, tissue.echoes, tissue.echoes, codes, tissue.rings, tissue.bends, tissue.bends, icons, halftone, *anatomy.KINDS]
# What stands beside small letters on a screen.
BESIDE = [lines, dotted, ruler, marks, trace, trace, grid, boxes, wedge, icons]


def add(r, image, count, colour_of):
    for _ in range(count):
        KINDS[r.integers(len(KINDS))](r, image, colour_of())
