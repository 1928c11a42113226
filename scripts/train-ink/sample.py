"""One training picture from a seed: background, what is no text, text, and what happens to a picture on its way."""

import cv2
import numpy as np

import clutter
import words
from backgrounds import background, load_pool
from faces import load_faces, plain
from text import draw_text, pick_face, pick_size, turned

SCRIPTS = ["latin"] * 11 + ["accents"] * 4 + ["cyrillic"] * 3 + ["greek"] * 2
# Text that stands out less than this from its surroundings, noise taken into account, is not asked for.
LEAST_CONTRAST, LEAST_SEPARATION = 18, 1.1


class Drawer:
    def __init__(self, cache, size=224):
        self.pool, self.size = load_pool(cache), size
        self.faces = load_faces(cache)
        groups = {}
        for face in self.faces:
            # Bitmap faces of one size each: a family is what one design is, whatever its sizes.
            groups.setdefault(face["family"][:8] if face["sizes"] else plain(face["family"]), []).append(face)
        self.families = list(groups.values())

    def draw(self, seed):
        """`(image H x W x 3, ink, core, weight)`, all 8 bit; ink, core 0 or 1, weight in 64ths."""
        r = np.random.default_rng(seed)
        canvas = Canvas(r, self)
        canvas.fill()
        return canvas.finish()


class Canvas:
    def __init__(self, r, drawer):
        self.r, self.d, self.size = r, drawer, drawer.size
        self.image = background(r, drawer.pool, self.size)
        shape = (self.size, self.size)
        self.ink = np.zeros(shape, np.uint8)
        self.core = np.zeros(shape, np.uint8)
        self.weight = np.full(shape, 64, np.uint8)
        self.colour_screen = r.random() < 0.4
        self.taken = np.zeros(shape, bool)

    def colour(self):
        r = self.r
        if not self.colour_screen or r.random() < 0.5:
            return (int(r.choice([255, 255, 200, 160, 0, r.integers(256)])),) * 3
        vivid = [(255, 255, 0), (0, 255, 0), (0, 255, 255), (255, 160, 0), (255, 0, 0), (80, 120, 255), (255, 0, 255), (0, 0, 0), (140, 220, 140)]
        return vivid[r.integers(len(vivid))] if r.random() < 0.6 else tuple(int(v) for v in r.integers(0, 256, 3))

    def fill(self):
        r = self.r
        clutter.add(r, self.image, int(r.choice([0, 0, 1, 1, 2, 3, 5])), self.colour)
        kind = r.random()
        if kind < 0.25:
            clutter.add(r, self.image, int(r.integers(1, 4)), self.colour)  # no text at all
        elif kind < 0.45:
            self.block()
        elif kind < 0.62:
            self.scattered(int(r.integers(1, 6)))
        elif kind < 0.82:
            self.singles(int(r.integers(1, 9)))
        elif kind < 0.93:
            self.scale()
            self.singles(int(r.integers(0, 3))) if r.random() < 0.5 else self.scattered(1)
        else:
            self.block()
            self.scattered(2)
            self.singles(2)
        if r.random() < 0.12:
            clutter.lines(r, self.image, self.colour())

    def style(self, small=0.45):
        r = self.r
        script = SCRIPTS[r.integers(len(SCRIPTS))]
        face = pick_face(r, self.d.faces, script, self.d.families)
        script, face = (script, face) if face else ("latin", self.d.faces[0])
        return {"face": face, "size": pick_size(r, face, small), "aliased": r.random() < 0.3, "script": script}

    def ink_colour(self, top, left, mask):
        """A colour far enough from what lies there: from 25 levels to all."""
        r = self.r
        part = self.image[top : top + mask.shape[0], left : left + mask.shape[1]].reshape(-1, 3).astype(np.float32)
        base, spread = part.mean(axis=0), part.std(axis=0).max()
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
        colour = self.ink_colour(y0, x0, ink) if colour is None else colour
        effect = r.random() if effect is None else effect
        layer = self.image.astype(np.float32)
        ground = 255 - colour if np.abs(colour - 128).max() > 60 else np.zeros(3)
        if effect < 0.08:  # a bar
            pad = int(r.integers(1, 6))
            bar = np.clip(layer[at].reshape(-1, 3).mean(0) + r.uniform(-40, 40), 0, 255) if r.random() < 0.5 else ground
            if np.abs(bar - colour).max() > 40:
                layer[max(0, y0 - pad) : y0 + ink.shape[0] + pad, max(0, x0 - pad) : x0 + ink.shape[1] + pad] = bar
        elif effect < 0.16:  # a shadow
            dy, dx = r.integers(0, 3, 2) + (1, 0)
            self.blend(layer, ink, y0 + int(dy), x0 + int(dx), ground)
        elif effect < 0.22:  # an outline
            thick = cv2.dilate(ink, np.ones((3, 3), np.uint8))
            self.blend(layer, thick, y0, x0, ground)
        self.blend(layer, ink, y0, x0, colour, r.uniform(0.75, 1) if r.random() < 0.2 else 1.0)
        self.image = layer.astype(np.uint8)
        if effect > 0.95:  # struck through, underlined, boxed
            y = y0 + (ink.shape[0] // 2 if r.random() < 0.5 else ink.shape[0] + 1)
            if r.random() < 0.6:
                cv2.line(self.image, (x0 - 2, y), (x0 + ink.shape[1] + 2, y), colour.tolist(), 1)
            else:
                cv2.rectangle(self.image, (x0 - 3, y0 - 3), (x0 + ink.shape[1] + 2, y0 + ink.shape[0] + 2), colour.tolist(), 1)
        self.mark(at, ink, core)
        return colour

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
        if kind < 0.84:
            return drawn
        if kind < 0.92:
            return turned(*drawn, int(r.choice([90, 180, 270])))
        if kind < 0.96:
            return turned(*drawn, float(r.uniform(-35, 35)), float(r.uniform(-0.3, 0.3)))
        return tuple(m[:, ::-1] if kind < 0.99 else m[::-1] for m in drawn)

    def block(self):
        """Lines below each other in one style: a corner of a CT picture, a table, a report."""
        r = self.r
        style, x, y = self.style(0.65), int(r.integers(-10, self.size // 2)), int(r.integers(-6, self.size // 2))
        gap, colour, effect = r.uniform(1.0, 1.9), None, float(r.choice([0.5, 0.5, 0.5, r.random()]))
        right, columns = r.random() < 0.2, r.random() < 0.25
        for _ in range(r.integers(2, 12)):
            content = words.line(r, style["script"], 3) if r.random() < 0.9 else words.short(r)
            drawn = self.text(style, content)
            if drawn is None:
                continue
            left = self.size - 3 - drawn[0].shape[1] if right else x
            got = self.put(drawn, y, left, colour, effect)
            colour = got if got is not None else colour
            if columns and got is not None and left + drawn[0].shape[1] + 12 < self.size:
                second = self.text(style, words.number(r))
                if second is not None:
                    self.put(second, y, max(left + drawn[0].shape[1] + 10, self.size * 2 // 3), colour, effect)
            y += int(max(style["size"], drawn[0].shape[0]) * gap) + 1
            if y > self.size:
                break

    def scattered(self, count):
        r = self.r
        for _ in range(count):
            style = self.style()
            drawn = self.text(style, words.line(r, style["script"], 3))
            if drawn is None:
                continue
            drawn = self.direction(drawn)
            height, width = drawn[0].shape
            edge = r.random() < 0.15
            top = int(r.choice([-height // 3, 0, self.size - height, self.size - height * 2 // 3])) if edge else int(r.integers(0, max(1, self.size - height)))
            self.put(drawn, top, int(r.integers(-width // 4, max(1, self.size - width // 2))), free=r.random() < 0.06)

    def singles(self, count):
        """Sides of the body, one digit, two letters, alone in the picture."""
        r = self.r
        style = self.style(0.6)
        for _ in range(count):
            style = style if r.random() < 0.6 else self.style(0.6)
            drawn = self.text(style, words.short(r))
            if drawn is not None:
                drawn = self.direction(drawn) if r.random() < 0.5 else drawn
                height, width = drawn[0].shape
                self.put(drawn, int(r.integers(-1, max(1, self.size - height + 1))), int(r.integers(-1, max(1, self.size - width + 1))))

    def scale(self):
        """A ruler with its numbers: small digits close to ticks."""
        r = self.r
        style = self.style(0.8)
        colour = np.array(self.colour(), np.float32)
        ends = clutter.ruler(r, self.image, colour.tolist(), int(r.integers(20, self.size - 20))) or []
        start, by = int(r.choice([0, 0, 1, 5, 10, -50, 100])), r.choice([1, 1, 2, 5, 10, 0.5, -1, -10])
        own = None if r.random() < 0.5 else colour
        for k, ((x, y), upright, side) in enumerate(ends):
            value = start + k * by
            drawn = self.text(style, f"{value:g}")
            if drawn is None or r.random() < 0.08:
                continue
            height, width = drawn[0].shape
            gap = int(r.integers(1, 5))
            top, left = (y - height // 2, x + gap if side > 0 else x - gap - width) if upright else (y + gap if side > 0 else y - gap - height, x - width // 2)
            self.put(drawn, top, left, own, 0.5)

    def finish(self):
        r = self.r
        clean = self.image
        self.ignore_illegible()
        image = clean.astype(np.float32)
        if r.random() < 0.3:
            image = self.resampled(image)
        if r.random() < 0.25:
            image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.3, 0.9))
        if r.random() < 0.3:
            image += r.normal(0, r.uniform(1, 14), image.shape[:2] + (3 if r.random() < 0.3 else 1,)).astype(np.float32)
        if r.random() < 0.25:
            image = 255 * (np.clip(image, 0, 255) / 255) ** np.exp(r.uniform(-0.6, 0.6))
        if r.random() < 0.2:
            low, high = r.uniform(0, 60), r.uniform(170, 255)
            image = low + image * (high - low) / 255
        if r.random() < 0.3:
            image = 255 - image
        image = np.clip(image, 0, 255).astype(np.uint8)
        if r.random() < 0.3:
            quality = [cv2.IMWRITE_JPEG_QUALITY, int(r.integers(35, 96))]
            image = cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR)
        if not self.colour_screen or r.random() < 0.3:
            image = np.repeat(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)[..., None], 3, 2)
        return image, self.ink, self.core, self.weight

    def resampled(self, image):
        """Coarser and back again: letters keep their place and lose their edge."""
        factor = self.r.uniform(0.6, 0.95)
        small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (self.size, self.size), interpolation=cv2.INTER_LINEAR)

    def ignore_illegible(self):
        """Ink that a person could not tell from what is around it teaches nothing but to guess."""
        count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(self.ink, np.ones((3, 5), np.uint8)))
        image = self.image.astype(np.int16)
        for k in range(1, count):
            x, y, w, h, _ = stats[k]
            at = np.s_[max(0, y - 2) : y + h + 2, max(0, x - 2) : x + w + 2]
            own = (labels[at] == k) & (self.ink[at] > 0)
            around = (self.ink[at] == 0) & (cv2.dilate(own.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0) & (self.weight[at] >= 32)
            if own.sum() == 0 or around.sum() < 3:
                continue
            a, b = image[at][own], image[at][around]
            gap = np.abs(a.mean(0) - b.mean(0))
            grey = abs(a.mean() - b.mean())
            # Colour may be lost in the grey picture; then only what grey shows counts.
            seen = gap.max() if self.colour_screen else grey
            if seen < LEAST_CONTRAST or seen < LEAST_SEPARATION * b.std(0).max():
                self.weight[at][labels[at] == k] = 0
