"""Where text stands in a picture: blocks, captions, scales, single letters, or none at all."""

import numpy as np

import clutter
import words
from canvas import BAR, OUTLINE, SHADOW, Canvas
from text import pick_face, pick_size

SCRIPTS = ["latin"] * 11 + ["accents"] * 4 + ["cyrillic"] * 3 + ["greek"] * 2


class Page(Canvas):
    def fill(self):
        r = self.r
        clutter.add(r, self.image, int(r.choice([0, 0, 1, 1, 2, 3, 5])), self.colour)
        kind = r.random()
        if kind < 0.25:
            clutter.add(r, self.image, int(r.integers(1, 4)), self.colour)  # no text at all
        elif kind < 0.43:
            self.block()
        elif kind < 0.58:
            self.scattered(int(r.integers(1, 6)))
        elif kind < 0.74:
            self.singles(int(r.integers(1, 9)))
        elif kind < 0.79:
            self.captions()
        elif kind < 0.86:
            self.outlined()
        elif kind < 0.95:
            self.scale()
            self.singles(int(r.integers(0, 3))) if r.random() < 0.5 else self.scattered(1)
        else:
            self.block()
            self.scattered(2)
            self.singles(2)
        if r.random() < 0.15:  # over the text as well
            (clutter.lines if r.random() < 0.6 else clutter.trace)(r, self.image, self.colour())

    def style(self, small=0.45):
        r = self.r
        script = SCRIPTS[r.integers(len(SCRIPTS))]
        face = pick_face(r, self.d.faces, script, self.d.families)
        script, face = (script, face) if face else ("latin", self.d.faces[0])
        return {"face": face, "size": pick_size(r, face, small), "aliased": r.random() < 0.3, "script": script}

    def block(self):
        """Lines below each other in one style: a corner of a CT picture, a table, a report."""
        r = self.r
        style, x, y = self.style(0.65), int(r.integers(-10, self.size // 2)), int(r.integers(-6, self.size // 2))
        gap, colour, effect = r.uniform(1.0, 1.9), None, float(r.choice([0.5, 0.5, 0.5, r.random()]))
        right, columns, chosen = r.random() < 0.2, r.random() < 0.25, int(r.integers(0, 40))
        for row in range(r.integers(2, 12)):
            content = words.line(r, style["script"], 3) if r.random() < 0.9 else words.short(r)
            drawn = self.text(style, content)
            if drawn is None:
                continue
            left = self.size - 3 - drawn[0].shape[1] if right else x
            got = self.put(drawn, y, left, colour, BAR[0] if row == chosen else effect)
            colour = got if got is not None and row != chosen else colour
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

    def captions(self):
        """Small letters beside, on and under traces, lines and scales of their own colour."""
        r = self.r
        style, colour = self.style(0.9), np.array(self.colour(), np.float32)
        for _ in range(r.integers(1, 3)):
            clutter.BESIDE[r.integers(len(clutter.BESIDE))](r, self.image, colour.tolist())
        for _ in range(r.integers(1, 6)):
            drawn = self.text(style, words.number(r) + " " + words.UNITS[r.integers(len(words.UNITS))] if r.random() < 0.5 else words.line(r, style["script"], 2))
            if drawn is not None:
                height, width = drawn[0].shape
                self.put(drawn, int(r.integers(0, max(1, self.size - height))), int(r.integers(-4, max(1, self.size - width + 8))), colour if r.random() < 0.7 else None, 0.5)

    def outlined(self):
        """Letters with a dark or light rim on a ground of nearly their own level, as overlays are shown over bone, film and paper."""
        r = self.r
        if r.random() < 0.6:
            share = r.uniform(0.05, 0.5)
            self.image = np.clip(self.image * share + r.choice([0, 1, 1]) * r.uniform(0.6, 1) * 255 * (1 - share), 0, 255).astype(np.uint8)
        style = self.style(0.2) | {"size": int(np.exp(r.uniform(np.log(9), np.log(44))))}
        light = 255 if self.image.mean() > 128 or r.random() < 0.3 else 0
        colour = np.array((light,) * 3 if r.random() < 0.7 else self.colour(), np.float32)
        y = int(r.integers(-6, self.size // 2))
        for _ in range(r.integers(1, 7)):
            drawn = self.text(style, words.line(r, style["script"], 3) if r.random() < 0.8 else words.short(r))
            if drawn is not None:
                self.put(drawn, y, int(r.integers(-20, self.size // 2)), colour, (OUTLINE if r.random() < 0.7 else SHADOW)[0])
                y += int(drawn[0].shape[0] * r.uniform(1.0, 1.6)) + 2

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
