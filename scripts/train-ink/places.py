"""Where a stroke begins, and in which shade."""

import numpy as np


def point(r, size):
    """Whole pixels."""
    return int(r.integers(-8, size + 8)), int(r.integers(-8, size + 8))


def spot(r, image):
    """Between pixels, too."""
    return r.integers(-8, image.shape[0] + 8, 2).astype(float)


def tone(r, image, x, y):
    """A colour a little off what lies at a place: tissue on tissue."""
    size = image.shape[0]
    ground = image[min(size - 1, max(0, y)), min(size - 1, max(0, x))].astype(float)
    return tuple(int(v) for v in np.clip(ground + r.choice([-1, 1]) * r.uniform(15, 130) * (r.uniform(0.5, 1, 3) if r.random() < 0.3 else 1), 0, 255))


def near_shade(r, image, at):
    """A grey a little off what lies at a place, or far off."""
    size = image.shape[0]
    x, y = np.clip(at, 0, size - 1).astype(int)
    ground = float(image[y, x].mean())
    level = np.clip(ground + r.choice([-1, 1]) * r.uniform(12, 150), 0, 255)
    return (level,) * 3
