"""One training picture from a seed: background, what is no text, text, and what happens to a picture on its way."""

import cv2
import numpy as np

from backgrounds import load_pool
from faces import load_faces, plain
from page import Page

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
        sample = Sample(r, self)
        sample.fill()
        return sample.finish()


class Sample(Page):
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
        if self.grey:
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
        # Of a picture that ends as grey only what grey shows counts.
        shown = image.mean(axis=2, keepdims=True) if self.grey else image
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
