"""What text is drawn over: pictures without text from packages and from `prepare`, and noise, bones, vessels, mucosa made here."""

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]

# The generated pictures that text is drawn over: a profile of `prepare` and its seed.
PHANTOMS = ("clean", 301)
# Pictures of packages that show text.
WITH_TEXT = {"page.png", "text.png", "logo.png", "no_time_for_that_tiny.gif", "clock_motion.png", "color.png", "coffee.png", "coins.png", "astronaut.png", "motorcycle_left.png", "motorcycle_right.png"}
PYDICOM_WITH_TEXT = ("examples_palette", "GDCMJ2K_TextGBR", "examples_ybr_color", "examples_overlay", "OBXXXX", "color3d", "JPGExtended", "examples_rgb_color", "examples_jpeg2k")
CORPUS_WITH_TEXT = ROOT.parent / "shared" / "corpus" / "burnt_text.json"
LARGEST = 1100
COLOUR_SCALES = [cv2.COLORMAP_HOT, cv2.COLORMAP_HOT, cv2.COLORMAP_JET, cv2.COLORMAP_INFERNO, cv2.COLORMAP_BONE]


def windowed(pixels):
    pixels = pixels.astype(np.float32)
    low, high = np.percentile(pixels, [1, 99.7])
    return np.clip((pixels - low) / max(high - low, 1e-6) * 255, 0, 255).astype(np.uint8)


def dicom_picture(file):
    """The first frame as 8-bit RGB or grey, None where it cannot be read or is no picture."""
    import pydicom

    try:
        dataset = pydicom.dcmread(file, force=True)
        if dataset.get("Modality") in ("SEG", "RTDOSE", "RTSTRUCT"):
            return None
        pixels = dataset.pixel_array
    except Exception:
        return None
    colour = dataset.get("SamplesPerPixel", 1) == 3
    if pixels.ndim == 4 or (pixels.ndim == 3 and not colour):
        pixels = pixels[len(pixels) // 2]
    if min(pixels.shape[:2]) < 40 or pixels.std() < 1e-6:
        return None
    return pixels.astype(np.uint8) if colour and pixels.dtype == np.uint8 else windowed(pixels)


def sources(cache):
    """`(name, picture)` of every picture at hand."""
    import pydicom
    import pydicom.data
    import skimage.data

    clean = Path(cache) / "clean"
    if not (clean / "clean_files").exists():
        command = ["node", str(ROOT / "dist" / "cli.js"), "prepare", "--profile", PHANTOMS[0], "--count", "90", "--seed", str(PHANTOMS[1]), "--out", str(clean)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for file in sorted((clean / "clean_files").glob("*.dcm")):
        yield f"phantom/{pydicom.dcmread(file, stop_before_pixels=True).Modality}-{file.name}", dicom_picture(file)
    for file in sorted(Path(skimage.data.__file__).parent.glob("*.[pj][np]g")):
        if file.name not in WITH_TEXT:
            yield f"skimage/{file.name}", cv2.imread(str(file), cv2.IMREAD_COLOR_RGB)
    for file in sorted(Path(pydicom.data.__file__).parent.glob("test_files/*.dcm")):
        if not file.name.startswith(PYDICOM_WITH_TEXT):
            yield f"pydicom/{file.name}", dicom_picture(file)
    if CORPUS_WITH_TEXT.exists():
        texts = {name for entry in json.loads(CORPUS_WITH_TEXT.read_text()) for name in entry["files"]}
        folder = CORPUS_WITH_TEXT.parent / "files"
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            if not any(text.endswith(file.name) for text in texts) and not file.name.startswith(PYDICOM_WITH_TEXT):
                yield f"corpus/{file.relative_to(folder)}", dicom_picture(file)


def build_pool(cache):
    folder = Path(cache) / "backgrounds"
    folder.mkdir(parents=True, exist_ok=True)
    seen = set()
    for name, picture in sources(cache):
        if picture is None or picture.ndim not in (2, 3) or (picture.ndim == 3 and picture.shape[2] != 3):
            continue
        scale = min(1.0, LARGEST / max(picture.shape[:2]))
        if scale < 1:
            picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        digest = hash(cv2.resize(picture, (32, 32), interpolation=cv2.INTER_AREA).tobytes())
        if digest in seen:
            continue
        seen.add(digest)
        file = folder / (name.replace("/", "__") + ".png")
        cv2.imwrite(str(file), picture if picture.ndim == 2 else picture[..., ::-1])
    (folder / "done").touch()


@lru_cache(maxsize=1)
def load_pool(cache):
    folder = Path(cache) / "backgrounds"
    if not (folder / "done").exists():
        build_pool(cache)
    files = sorted(folder.glob("*.png"))
    # Three times what resembles text most: speckle with bright bands.
    files += 2 * [file for file in files if file.name.startswith("phantom__US")]
    return [cv2.imread(str(file), cv2.IMREAD_UNCHANGED) for file in files]


def from_pool(r, pool, size):
    picture = pool[int(r.integers(len(pool)))]
    # At its own scale half the time: grain and edges as files have them.
    span = size if r.random() < 0.5 else int(size / np.exp(r.uniform(np.log(0.5), np.log(2.5))))
    height, width = picture.shape[:2]
    top, left = (int(r.integers(-span // 4, max(1, length - 3 * span // 4))) for length in (height, width))
    part = picture[max(0, top) : top + span, max(0, left) : left + span]
    if min(part.shape[:2]) < 4:
        part = picture
    edges = ((max(0, -top), max(0, span - part.shape[0] - max(0, -top))), (max(0, -left), max(0, span - part.shape[1] - max(0, -left))))
    part = np.pad(part, edges + ((0, 0),) * (part.ndim - 2), constant_values=int(r.choice([0, 0, 0, 255])))[:span, :span]
    out = cv2.resize(np.ascontiguousarray(part), (size, size), interpolation=[cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC][r.integers(4)])
    out = out if out.ndim == 3 else np.repeat(out[..., None], 3, 2)
    out = out[..., ::-1] if r.random() < 0.8 else out
    return np.ascontiguousarray(np.rot90(out[:, ::-1] if r.random() < 0.5 else out, int(r.integers(4)) if r.random() < 0.4 else 0))


def smooth_noise(r, size, grain):
    small = r.normal(0, 1, (max(2, int(size / grain) + 2),) * 2).astype(np.float32)
    out = cv2.resize(small, (size, size), interpolation=cv2.INTER_CUBIC)
    return (out - out.min()) / max(np.ptp(out), 1e-6)


def grey_to_colour(r, grey):
    grey = np.clip(grey, 0, 255)
    if r.random() < 0.75:
        return np.repeat(grey[..., None], 3, 2).astype(np.uint8)
    tint = r.uniform(0.4, 1, 3)
    return np.clip(grey[..., None] * tint / tint.max(), 0, 255).astype(np.uint8)


def coarser(r, size, draw):
    """Grain as `draw(size)` makes it, at times of pixels larger than the picture's: a scan that was scaled up."""
    factor = 1 if r.random() < 0.6 else r.uniform(1.2, 3.5)
    grain = draw(int(size / factor) + 1).astype(np.float32)
    return cv2.resize(grain, (size, size), interpolation=[cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_CUBIC][r.integers(3)])


def bands(r, size):
    """Gain over depth: factors from 1 up, row by row, in narrow and broad bands."""
    y = np.arange(size, dtype=np.float32)
    gain = np.ones(size, np.float32)
    for _ in range(r.integers(1, 7)):
        gain += r.uniform(0.3, 3) * np.exp(-(((y - r.uniform(0, size)) / np.exp(r.uniform(0, 3.2))) ** 2))
    return gain[:, None]


def shape_of(r, size):
    """Where a scan is: a sector, a disk, a rounded frame or a polygon; 0 to 1."""
    layer = np.zeros((size, size), np.uint8)
    kind, centre = r.integers(4), r.integers(-size // 4, size + size // 4, 2)
    if kind == 0:
        reach, near, middle, half = r.uniform(0.5, 2) * size, r.uniform(0, 0.3) * size, r.choice([0, 90, 90, 90, 180, 270]), r.uniform(15, 60)
        angles = np.deg2rad(np.linspace(middle - half, middle + half, 40))
        rim = lambda radius: centre + radius * np.stack([np.cos(angles), np.sin(angles)], 1)
        cv2.fillPoly(layer, [np.vstack([rim(reach), rim(near)[::-1]]).astype(np.int32)], 255)
    elif kind == 1:
        sides = int(r.choice([8, 8, 60]))
        angles = np.linspace(0, 2 * np.pi, sides, endpoint=False) + np.pi / sides
        cv2.fillPoly(layer, [(centre + r.uniform(0.3, 1.2) * size * np.stack([np.cos(angles), np.sin(angles)], 1)).astype(np.int32)], 255)
    elif kind == 2:
        a, b = r.integers(-size // 3, size // 2, 2), r.integers(size // 3, size, 2)
        cv2.rectangle(layer, a.tolist(), (a + b).tolist(), 255, -1)
    else:
        cv2.fillPoly(layer, [r.integers(-size // 3, size + size // 3, (int(r.integers(3, 6)), 2)).astype(np.int32)], 255)
    return cv2.GaussianBlur(layer, (0, 0), r.uniform(0.4, 2)).astype(np.float32)[..., None] / 255 if r.random() < 0.5 else (layer > 0).astype(np.float32)[..., None]


# How often each kind of `made` is drawn: grain of any sort resembles faint strokes most.
SHARES = np.array([1.5, 1, 2, 2.5, 1, 1, 1, 1.5, 1, 1])


def made(r, size):
    """A background of one of many kinds, made of noise and soft shapes."""
    kind = r.choice(len(SHARES), p=SHARES / SHARES.sum())
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size
    level = r.uniform(0, 255)
    if kind == 0:  # flat
        grey = np.full((size, size), [0, 0, 0, 255, level, level][r.integers(6)], np.float32)
    elif kind == 1:  # gradient
        a = r.uniform(0, 2 * np.pi)
        grey = level + (r.uniform(-1, 1) * 200) * (np.cos(a) * x + np.sin(a) * y)
    elif kind == 2:  # detector noise
        strength = r.uniform(1, 45) if r.random() < 0.75 else r.uniform(45, 100)
        grey = level + coarser(r, size, lambda n: r.normal(0, strength, (n, n)) if r.random() < 0.7 else r.uniform(-1.7 * strength, 1.7 * strength, (n, n)))
        grey = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), r.uniform(0.3, 1.6)) if r.random() < 0.6 else grey
    elif kind == 3:  # speckle, drawn out sideways as ultrasound's is
        grain = coarser(r, size, lambda n: cv2.GaussianBlur(r.rayleigh(1, (n, n)).astype(np.float32), (0, 0), sigmaX=r.uniform(0.4, 4), sigmaY=r.uniform(0.3, 1.5)))
        grey = grain / grain.max() * 255 * r.uniform(0.4, 1) * (smooth_noise(r, size, r.uniform(20, 120)) ** r.uniform(0, 3))
        grey = grey * bands(r, size) if r.random() < 0.5 else grey
    elif kind == 4:  # tissue of several grains
        grey = sum(smooth_noise(r, size, g) * w for g, w in ((4, r.uniform(0, 60)), (14, r.uniform(0, 110)), (60, r.uniform(0, 180))))
        grey = grey + r.normal(0, r.uniform(0, 8), (size, size))
    elif kind == 5:  # bones and ribs: bright bands with hard edges
        grey = smooth_noise(r, size, 50) * 120
        for _ in range(r.integers(1, 9)):
            points = np.cumsum(np.vstack([r.integers(0, size, 2), r.normal(0, size / 5, (4, 2))]), 0).astype(np.int32)
            layer = np.zeros((size, size), np.uint8)
            cv2.polylines(layer, [points], False, 255, int(r.integers(4, 50)), cv2.LINE_AA)
            grey = grey + cv2.GaussianBlur(layer, (0, 0), r.uniform(0.5, 4)) * r.uniform(0.2, 0.7)
    elif kind == 6:  # vessels
        grey = smooth_noise(r, size, 40) * r.uniform(20, 120)
        for _ in range(r.integers(3, 20)):
            points = np.cumsum(np.vstack([r.integers(0, size, 2), r.normal(0, size / 9, (6, 2))]), 0).astype(np.int32)
            layer = np.zeros((size, size), np.uint8)
            cv2.polylines(layer, [points], False, 255, int(r.integers(1, 9)), cv2.LINE_AA)
            grey = grey + cv2.GaussianBlur(layer, (0, 0), r.uniform(0.4, 2)) * r.uniform(-0.6, 0.8)
    elif kind == 7:  # mucosa and skin
        base = np.stack([smooth_noise(r, size, r.uniform(15, 90)) for _ in range(3)], 2)
        tint = np.array([[200, 90, 70], [180, 120, 100], [220, 170, 140], [120, 60, 90]][r.integers(4)], np.float32)
        # Light enough that a channel is at its end here and there, where only the others' grain is left.
        light, strength, channels = r.uniform(0.7, 1.7), r.uniform(0, 9), int(r.choice([1, 3]))
        return np.clip(tint * light * (0.4 + 0.8 * base) + r.normal(0, strength, (size, size, channels)), 0, 255).astype(np.uint8)
    elif kind == 9:  # air: nearly nothing but grain, cut off at black or at white
        strength = r.uniform(1, 14)
        grey = r.uniform(-1.5, 1.5) * strength + coarser(r, size, lambda n: cv2.GaussianBlur(r.normal(0, strength, (n, n)), (0, 0), r.uniform(0.2, 1.2)))
        grey = grey + r.uniform(0, 40) * smooth_noise(r, size, 60) if r.random() < 0.4 else grey
        grey = grey if r.random() < 0.8 else 255 - grey
    else:  # panels of a screen
        grey = np.full((size, size), level if r.random() < 0.5 else 0, np.float32)
        for _ in range(r.integers(1, 8)):
            a, b = r.integers(-20, size, 2), r.integers(10, size, 2)
            grey[max(0, a[0]) : a[0] + b[0], max(0, a[1]) : a[1] + b[1]] = r.uniform(0, 255)
        colour = grey_to_colour(r, grey)
        return colour if r.random() < 0.6 else np.clip(colour * r.uniform(0.3, 1, 3), 0, 255).astype(np.uint8)
    return grey_to_colour(r, grey)


def background(r, pool, size):
    out = from_pool(r, pool, size) if r.random() < 0.5 else made(r, size)
    if r.random() < 0.06:  # counts and speeds are shown in a scale of colours
        out = cv2.applyColorMap(np.ascontiguousarray(out.max(axis=2)), int(r.choice(COLOUR_SCALES)))[..., ::-1].copy()
    if r.random() < 0.2:  # a scan on a screen
        around = np.array([0, 0, 0, r.integers(0, 30), 255, r.integers(256)][r.integers(6)])
        inside = shape_of(r, size)
        out = (out * inside + around * (1 - inside)).astype(np.uint8)
    if r.random() < 0.15:  # the picture ends, the screen goes on
        edge, side = int(r.integers(0, size)), int(r.integers(4))
        fill = int(r.choice([0, 0, 255, r.integers(256)]))
        [out[:edge], out[edge:], out[:, :edge], out[:, edge:]][side][:] = fill
    return out


if __name__ == "__main__":
    build_pool(sys.argv[1])
