"""One piece of text as masks: the ink of its letters and the core of the line it stands on."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from faces import open_face


def pick_face(r, faces, script, families):
    """A family first, then a face of it, so that no family with many styles is seen most."""
    for _ in range(40):
        face = families[int(r.integers(len(families)))]
        face = face[int(r.integers(len(face)))]
        if script == "latin" or script in face["scripts"]:
            return face
    return None


def pick_size(r, face, small):
    if face["sizes"]:
        return int(face["sizes"][r.integers(len(face["sizes"]))])
    if r.random() < small:
        return int(r.integers(8, 18))
    return int(np.exp(r.uniform(np.log(8), np.log(76))))


def draw_text(text, face, size, aliased, stroke=0):
    """`(ink, core)`: ink 0..255, core 0 or 255, of the same size, with nothing around the letters but one pixel."""
    mode = "1" if aliased or face["sizes"] else "L"
    stroke = 0 if face["sizes"] else stroke  # bitmaps have no outline to widen
    # Some faces are broken at some sizes or letters.
    try:
        return masks(text, open_face(face["file"], face["index"], size), mode, stroke)
    except OSError:
        return None


def masks(text, font, mode, stroke):
    left, top, right, bottom = font.getbbox(text, mode=mode, stroke_width=stroke)
    width, height = right - left, bottom - top
    if width < 1 or height < 2 or width > 900 or height > 200:
        return None
    image = Image.new("L", (width + 2, height + 2), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = mode
    draw.text((1 - left, 1 - top), text, font=font, fill=255, stroke_width=stroke)
    ink = np.array(image)
    rows = np.flatnonzero((ink > 80).any(axis=1))
    columns = np.flatnonzero((ink > 80).any(axis=0))
    if len(rows) < 2 or len(columns) < 1:
        return None
    ink = ink[max(0, rows[0] - 1) : rows[-1] + 2, max(0, columns[0] - 1) : columns[-1] + 2]
    return ink, core_of(ink)


def core_of(ink):
    """The middle half of the rows that hold most of the ink, over the line's whole length: cores of neighbouring lines do not touch."""
    counts = (ink > 80).sum(axis=1).astype(float)
    share = np.cumsum(counts) / max(1.0, counts.sum())
    top, bottom = int(np.searchsorted(share, 0.08)), int(np.searchsorted(share, 0.92)) + 1
    middle, half = (top + bottom) / 2, max(1.0, (bottom - top) / 4)
    core = np.zeros_like(ink)
    core[int(round(middle - half)) : max(int(round(middle - half)) + 2, int(round(middle + half))), 1:-1] = 255
    return core


def turned(ink, core, degrees, shear=0.0):
    """Turned clockwise by any angle and slanted; multiples of 90 exactly."""
    if shear == 0 and degrees % 90 == 0:
        turns = (-degrees // 90) % 4
        return np.rot90(ink, turns), np.rot90(core, turns)
    height, width = ink.shape
    angle = np.deg2rad(degrees)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ np.array([[1, -shear], [0, 1]])
    corners = matrix @ np.array([[0, width, 0, width], [0, 0, height, height]], float)
    low, high = corners.min(axis=1), corners.max(axis=1)
    affine = np.hstack([matrix, (1 - low).reshape(2, 1)])
    out = tuple(int(np.ceil(v)) + 2 for v in high - low)
    return tuple(cv2.warpAffine(np.ascontiguousarray(m), affine, out, flags=cv2.INTER_LINEAR) for m in (ink, core))
