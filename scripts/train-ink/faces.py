"""The faces that may be drawn: what Debian's font packages installed, without every face of the held-out family."""

import json
import re
import sys
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from PIL import ImageFont

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = ROOT / "data" / "families" / "screens-faces.json"
FOLDERS = [Path("/usr/share/fonts")]
NEEDED = set(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:-/()"))
ACCENTS = set(map(ord, "äöüßéèêçñáíóúåøłżş"))
CYRILLIC = set(map(ord, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯабвгдежзиклмнопрстуфхцчшщыэюя"))
GREEK = set(map(ord, "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω"))
# Faces of one family beyond this many say nothing new.
PER_FAMILY = 4
# No text faces, or ones that no screen would show.
REFUSED = re.compile(r"keyboard|symbol|dingbat|emoji|music|math|icon|braille|barcode|cuneiform|hieroglyph|backslant|swash|svg", re.I)
STYLE = re.compile(
    r"\b(bold|italic|oblique|regular|medium|light|thin|black|heavy|semi|extra|demi|book|roman|ultra|condensed|narrow|\d+(px|pt)?)\b", re.I
)


def plain(name):
    """A family's name without style words, spaces and case."""
    return re.sub(r"[^a-z]", "", STYLE.sub("", re.sub(r"[-_]|(?<=[a-z])(?=[A-Z])", " ", name)).lower())


def held_out():
    # A family is held out with all its styles: its other weights have the same skeleton.
    faces = json.loads(HELD_OUT.read_text())["faces"]
    names = {plain(face["family"]) for face in faces}
    return {name for name in names if name}


def is_held_out(names, refused):
    # "ptsans" also refuses "ptsanscaption"; a family that merely starts alike is no loss.
    return any(plain(name).startswith(tuple(refused)) for name in names if plain(name))


def outline_faces(file, refused):
    try:
        fonts = TTCollection(file, lazy=True).fonts if file.suffix == ".ttc" else [TTFont(file, lazy=True)]
    except Exception:
        return
    for index, font in enumerate(fonts):
        try:
            names = font["name"]
            family = names.getBestFamilyName() or file.stem
            style = names.getBestSubFamilyName() or ""
            cmap = set(font.getBestCmap() or {})
        except Exception:
            continue
        if not NEEDED <= cmap or REFUSED.search(family) or is_held_out([family, file.stem], refused):
            continue
        scripts = [name for name, need in (("accents", ACCENTS), ("cyrillic", CYRILLIC), ("greek", GREEK)) if need <= cmap]
        yield {"file": str(file), "index": index, "family": family, "style": style, "scripts": scripts, "sizes": []}


def bitmap_face(file, refused):
    """An X11 bitmap font; its one size is the one FreeType takes."""
    if not re.search(r"ISO8859-(1|2|5|7|15)\.pcf\.gz$|^ter-.*[nb]\.pcf\.gz$", file.name) or is_held_out([file.name.split(".")[0]], refused):
        return None
    for size in range(6, 41):
        try:
            ImageFont.truetype(str(file), size).getmask("Hxg8", mode="1")
        except Exception:
            continue
        script = {"5": ["cyrillic"], "7": ["greek"]}.get(file.name.split("8859-")[-1].split(".")[0], [])
        family = re.sub(r"[-.].*", "", file.name)
        return {"file": str(file), "index": 0, "family": "X11 " + family, "style": "", "scripts": script, "sizes": [size]}
    return None


def find_faces():
    refused = held_out()
    found = []
    for folder in FOLDERS:
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in (".ttf", ".otf", ".ttc", ".otb"):
                found += outline_faces(file, refused)
            elif file.name.endswith(".pcf.gz"):
                face = bitmap_face(file, refused)
                found += [face] if face else []
    kept, seen = [], {}
    for face in found:
        key = (plain(face["family"]), face["style"] if not face["sizes"] else "")
        count = seen.setdefault(plain(face["family"]), set())
        limit = 40 if face["sizes"] else PER_FAMILY
        if len(count) >= limit or (key in count and not face["sizes"]):
            continue
        count.add(key + tuple(face["sizes"]) + (face["file"] if face["sizes"] else "",))
        count.add(key)
        kept.append(face)
    return [face for face in kept if draws(face)]


def draws(face):
    """Whether FreeType draws it; a bitmap face's sizes are those that it takes."""
    if not (opens(face, 71) and opens(face, 53)):
        face["sizes"] = [size for size in range(6, 41) if opens(face, size)]
        if not face["sizes"]:
            return False
    try:
        font = ImageFont.truetype(face["file"], (face["sizes"] or [20])[0], index=face["index"])
        return font.getbbox("H")[3] > 3 and bytes(font.getmask("A")) != bytes(font.getmask("B"))
    except Exception:
        return False


def opens(face, size):
    try:
        return ImageFont.truetype(face["file"], size, index=face["index"]).getbbox("H", mode="1")[3] > 3
    except OSError:
        return False


@lru_cache(maxsize=1)
def load_faces(cache):
    file = Path(cache) / "faces.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(find_faces(), indent=1))
    return json.loads(file.read_text())


@lru_cache(maxsize=600)
def open_face(file, index, size):
    return ImageFont.truetype(file, size, index=index)


if __name__ == "__main__":
    faces = find_faces()
    print(len(faces), "faces of", len({plain(face["family"]) for face in faces}), "families")
    json.dump(faces, sys.stdout, indent=1) if "-v" in sys.argv else None
