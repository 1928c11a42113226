"""One training picture from a seed: background, what is no text, text, and what happens to a picture on its way."""

import cv2
import numpy as np

import clutter
import words
from backgrounds import background, load_pool
from faces import load_faces, plain
from text import draw_text, pick_face, pick_size, turned

# What is done to a line of text, by a number from 0 to 1.
BAR, SHADOW, OUTLINE, RULED = (0, 0.1), (0.1, 0.2), (0.2, 0.26), (0.94, 1)
SCRIPTS = ["latin"] * 11 + ["accents"] * 4 + ["cyrillic"] * 3 + ["greek"] * 2
# Text that stands out less than this from its surroundings, noise taken into account, is not asked for.
LEAST_CONTRAST, LEAST_SEPARATION = 18, 1.1
# Surroundings are what lies within so many pixels of a stroke; letters of which less than this share is legible are left out whole.
NEAR, LEGIBLE = 4, 0.35


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
        # Ink that its own shadow or outline shows, whatever lies below.
        self.sure = np.zeros(shape, bool)

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

    def ink_colour(self, top, left, mask, any_colour=False):
        """A colour far enough from what lies there: from 25 levels to all. Any colour, white on white too, where a shadow or an outline shows it."""
        r = self.r
        if any_colour and r.random() < 0.5:
            return np.array(self.colour(), np.float32)
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

    def finish(self):
        r = self.r
        clean = self.image
        self.ignore_illegible()
        image = clean.astype(np.float32)
        if r.random() < 0.3:
            image = self.resampled(image)
        elif r.random() < 0.12:
            image = self.enlarged(image)
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

    def enlarged(self, image):
        """A part of the picture, larger: letters of a screen that was scaled up."""
        r = self.r
        span = int(self.size / r.uniform(1.1, 2))
        top, left = (int(v) for v in r.integers(0, self.size - span + 1, 2))
        at = np.s_[top : top + span, left : left + span]
        to = (self.size, self.size)
        grown = lambda mask: cv2.resize(mask[at], to, interpolation=cv2.INTER_LINEAR)
        self.ink, self.core = (((grown(mask * 255)) >= 128).astype(np.uint8) for mask in (self.ink, self.core))
        self.weight = cv2.resize(self.weight[at], to, interpolation=cv2.INTER_NEAREST)
        return cv2.resize(image[at], to, interpolation=[cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_CUBIC][r.integers(3)])

    def ignore_illegible(self):
        """
        Ink that a person could not tell from what is around it teaches nothing but to guess. Asked stroke by stroke: a word that begins over
        bone and ends over air is asked for where it can be seen.
        """
        image = self.image.astype(np.float32)
        side = 2 * NEAR + 1
        mean_of = lambda plane: cv2.boxFilter(plane, -1, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
        ink = self.ink > 0
        if not ink.any():
            return
        around = (~ink & (self.weight >= 32)).astype(np.float32)
        count = np.maximum(mean_of(around), 1e-6)
        # Colour may be lost in the grey picture; then only what grey shows counts.
        shown = image if self.colour_screen else image.mean(axis=2, keepdims=True)
        gap, spread = np.zeros(ink.shape, np.float32), np.zeros(ink.shape, np.float32)
        own = ink.astype(np.float32)
        own_count = np.maximum(mean_of(own), 1e-6)
        for channel in np.moveaxis(shown, 2, 0):
            mean = mean_of(channel * around) / count
            letter = mean_of(channel * own) / own_count
            gap = np.maximum(gap, np.abs(letter - mean))
            spread = np.maximum(spread, np.sqrt(np.maximum(0, mean_of(channel * channel * around) / count - mean * mean)))
        seen = self.sure | ((gap >= LEAST_CONTRAST) & (gap >= LEAST_SEPARATION * spread) & (count >= 3))
        _, labels = cv2.connectedComponents(cv2.dilate(self.ink, np.ones((3, 3), np.uint8)))
        labels[~ink] = 0
        share = np.bincount(labels.ravel(), (seen & ink).ravel()) / np.maximum(1, np.bincount(labels.ravel()))
        hidden = ink & (~seen | (share < LEGIBLE)[labels])
        hidden &= ~self.sure
        self.weight[cv2.dilate(hidden.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 0
        # Cores have ink's word for it: a core most of whose letters are hidden is not asked for.
        _, lines = cv2.connectedComponents(cv2.dilate(self.core, np.ones((3, 3), np.uint8)))
        on = (lines > 0) & ink
        lost = np.bincount(lines.ravel(), (hidden & on).ravel()) > 0.5 * np.maximum(1, np.bincount(lines.ravel(), on.ravel()))
        lost[0] = False
        self.weight[lost[lines]] = 0
