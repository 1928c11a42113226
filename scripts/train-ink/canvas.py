"""A picture that text is drawn on, and what is asked for of each of its pixels."""

import cv2
import numpy as np

from backgrounds import background
from text import draw_text, turned

# What is done to a line of text, by a number from 0 to 1.
BAR, SHADOW, OUTLINE, RULED = (0, 0.1), (0.1, 0.2), (0.2, 0.26), (0.94, 1)


# Share of the texts of a colour screen that only their hue sets off.
ALIKE = 0.2
# Of the texts over dark and bright ground the share whose level lies between: dark letters here, bright ones there.
BETWEEN, MIXED = 0.4, 30
# Weights of red, green and blue in grey (Rec. 601).
LUMINANCE = np.array([0.299, 0.587, 0.114])


def of_luminance(r, base):
    """A colour that grey shows as it shows `base`."""
    off = r.normal(0, 1, 3)
    off -= (off @ LUMINANCE) / (LUMINANCE @ LUMINANCE) * LUMINANCE
    return np.clip(base + off * r.uniform(70, 220) / np.abs(off).max(), 0, 255).astype(np.float32)


class Canvas:
    def __init__(self, r, drawer):
        self.r, self.d, self.size = r, drawer, drawer.size
        self.image = background(r, drawer.pool, self.size)
        shape = (self.size, self.size)
        self.ink = np.zeros(shape, np.uint8)
        self.core = np.zeros(shape, np.uint8)
        self.weight = np.full(shape, 64, np.uint8)
        self.colour_screen = r.random() < 0.4
        self.grey = not self.colour_screen or r.random() < 0.3
        self.taken = np.zeros(shape, bool)
        # Ink that its own shadow or outline shows, whatever lies below.
        self.sure = np.zeros(shape, bool)

    def colour(self):
        r = self.r
        if not self.colour_screen or r.random() < 0.5:
            return (int(r.choice([255, 255, 200, 160, 0, r.integers(256)])),) * 3
        vivid = [(255, 255, 0), (0, 255, 0), (0, 255, 255), (255, 160, 0), (255, 0, 0), (80, 120, 255), (255, 0, 255), (0, 0, 0), (140, 220, 140)]
        return vivid[r.integers(len(vivid))] if r.random() < 0.6 else tuple(int(v) for v in r.integers(0, 256, 3))

    def ink_colour(self, top, left, mask, any_colour=False):
        """A colour far enough from what lies there: from 25 levels to all. Any colour, white on white too, where a shadow or an outline shows it."""
        r = self.r
        if any_colour and r.random() < 0.5:
            return np.array(self.colour(), np.float32)
        part = self.image[top : top + mask.shape[0], left : left + mask.shape[1]].reshape(-1, 3).astype(np.float32)
        base, spread = part.mean(axis=0), part.std(axis=0).max()
        if not self.grey and r.random() < ALIKE and spread < MIXED:
            return of_luminance(r, base)
        if spread >= MIXED and r.random() < BETWEEN:
            return np.clip(base + r.uniform(-1.2, 1.2) * spread, 0, 255)
        for _ in range(12):
            colour = np.array(self.colour(), np.float32)
            if r.random() < 0.45:  # faint on purpose
                gap = 22 + 60 * r.random() ** 2 + spread
                colour = np.clip(base + r.choice([-1, 1]) * gap * (1 if r.random() < 0.8 else r.uniform(0, 1, 3)), 0, 255)
            if np.abs(colour - base).max() >= 20 + spread:
                return colour
        return np.array([255.0] * 3 if base.mean() < 128 else [0.0] * 3, np.float32)

    def put(self, drawn, top, left, colour=None, effect=None, free=False):
        """Draws masks at a place, cut at the frame's edges; returns the colour, None where it would cover other text."""
        r = self.r
        ink, core = drawn
        if top >= self.size or left >= self.size:
            return None
        y0, x0 = max(0, top), max(0, left)
        ink, core = (m[y0 - top : self.size - top, x0 - left : self.size - left] for m in (ink, core))
        if min(ink.shape) < 1 or (ink > 80).sum() < 4:
            return None
        at = np.s_[y0 : y0 + ink.shape[0], x0 : x0 + ink.shape[1]]
        if not free and self.taken[at].any():
            return None
        effect = r.random() if effect is None else effect
        colour = self.ink_colour(y0, x0, ink, SHADOW[0] <= effect < OUTLINE[1]) if colour is None else colour
        layer = self.image.astype(np.float32)
        ground = 255 - colour if np.abs(colour - 128).max() > 60 else np.zeros(3)
        if effect < BAR[1]:
            colour = self.bar(layer, at, ink, colour, ground)
        elif effect < SHADOW[1]:
            dy, dx = r.integers(0, 3, 2) + (1, 0)
            self.blend(layer, ink, y0 + int(dy), x0 + int(dx), ground)
            self.sure[at] |= (ink >= 90) & (max(dy, dx) >= 1)
        elif effect < OUTLINE[1]:
            thick = cv2.dilate(ink, np.ones((3, 3) if r.random() < 0.7 else (5, 5), np.uint8))
            self.blend(layer, thick, y0, x0, ground)
            self.sure[at] |= ink >= 90
        self.blend(layer, ink, y0, x0, colour, r.uniform(0.75, 1) if r.random() < 0.2 else 1.0)
        self.image = layer.astype(np.uint8)
        if effect >= RULED[0]:
            self.rule(y0, x0, ink, colour.tolist())
        self.mark(at, ink, core)
        return colour

    def bar(self, layer, at, ink, colour, ground):
        """A bar behind the text, wide or tight around its letters, as a chosen entry of a menu has it: often the text's colour and its ground change places."""
        r = self.r
        pad, aside = (int(r.integers(1, 6)),) * 2 if r.random() < 0.4 else (int(r.integers(0, 3)), int(r.integers(0, 40)))
        kind = r.random()
        below = layer[at].reshape(-1, 3).mean(0)
        bar = np.clip(below + r.uniform(-40, 40), 0, 255) if kind < 0.35 else ground if kind < 0.65 else colour
        if kind >= 0.65:
            colour = below if np.abs(below - bar).max() > 60 else ground
        if np.abs(bar - colour).max() > 40:
            top, left = at[0].start, at[1].start
            layer[max(0, top - pad) : top + ink.shape[0] + pad, max(0, left - pad) : left + ink.shape[1] + aside] = bar
        return colour

    def rule(self, top, left, ink, colour):
        """Struck through, underlined, boxed, a cursor behind it, a divider before it."""
        r = self.r
        height, width = ink.shape
        kind = r.random()
        if kind < 0.45:
            y = top + (height // 2 if r.random() < 0.4 else height + int(r.integers(0, 3)))
            cv2.line(self.image, (left - 2, y), (left + width + 2, y), colour, int(r.integers(1, 3)))
        elif kind < 0.65:
            gap = int(r.integers(1, 5))
            cv2.rectangle(self.image, (left - gap, top - gap), (left + width + gap - 1, top + height + gap - 1), colour, 1)
        else:
            x = left + width + int(r.integers(0, 4)) if r.random() < 0.75 else left - int(r.integers(2, 5))
            over = int(r.integers(0, 5))
            cv2.line(self.image, (x, top - over), (x, top + height + over), colour, int(r.integers(1, 3)))

    def blend(self, layer, ink, top, left, colour, opacity=1.0):
        part = layer[top : top + ink.shape[0], left : left + ink.shape[1]]
        alpha = (ink[: part.shape[0], : part.shape[1], None].astype(np.float32) / 255) * opacity
        part += (colour - part) * alpha

    def mark(self, at, ink, core):
        solid = ink >= 90
        self.ink[at] |= solid.astype(np.uint8)
        self.core[at] |= (core >= 128).astype(np.uint8)
        # Letters of few pixels count as much as long lines do; the faint rim of a stroke is asked for neither way.
        heavy = np.clip(64 * np.sqrt(400 / max(20, solid.sum())), 64, 224)
        weight = self.weight[at]
        weight[(ink >= 25) & ~solid] = 8
        weight[solid] = heavy
        # So do full stops, commas and the dots of an i within a line.
        _, labels, stats, _ = cv2.connectedComponentsWithStats(solid.astype(np.uint8))
        small = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < 16)
        weight[solid & np.isin(labels, small)] = min(224, heavy * 2)
        self.taken[max(0, at[0].start - 1) : at[0].stop + 1, max(0, at[1].start - 2) : at[1].stop + 2] = True

    def text(self, style, content):
        r = self.r
        drawn = draw_text(content, style["face"], style["size"], style["aliased"], int(r.random() < 0.04))
        if drawn is None:
            return None
        if r.random() < 0.03 and style["size"] < 16:  # enlarged by doubling pixels, as old screens do
            wide = 1 + int(r.random() < 0.7)
            drawn = tuple(np.repeat(np.repeat(m, 2, 0), wide, 1) for m in drawn)
        return drawn

    def direction(self, drawn):
        r = self.r
        kind = r.random()
        if kind < 0.74:
            return drawn
        if kind < 0.92:
            return turned(*drawn, int(r.choice([90, 180, 270])))
        if kind < 0.96:
            return turned(*drawn, float(r.uniform(-35, 35)), float(r.uniform(-0.3, 0.3)))
        return tuple(m[:, ::-1] if kind < 0.99 else m[::-1] for m in drawn)
