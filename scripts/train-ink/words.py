"""Random words, numbers, dates and codes. They need no meaning: what a network of strokes learns must not depend on any list."""

VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
ACCENTED = "äöüéèêçñáíóúåøßşżýč"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
UNITS = ["mm", "cm", "kV", "mA", "mAs", "ms", "s", "Hz", "MHz", "dB", "%", "cm/s", "mmHg", "bpm", "fps", "mGy", "°", "mm²", "kg", "HU", "T", "ml"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
SIDES = "LLLLLRRRAPHFSI"
SINGLE = "SIMVTW0123456789012345678901234567890123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghkmnpqrstuvwxyz"
PAIRS = ["MI", "TI", "Fr", "Gn", "RT", "LT", "PA", "AP", "LL", "RL", "RA", "LA", "RH", "LF", "SI", "Se", "Im", "Ex", "W:", "L:", "FR", "DR", "CC", "dB", "cm", "kV", "mA", "ID", "DD", "Mr"]


def word(r, script="latin"):
    length = int(r.integers(2, 11))
    if script == "cyrillic":
        text = "".join(r.choice(list(CYRILLIC), length))
    elif script == "greek":
        text = "".join(r.choice(list(GREEK), length))
    else:
        text = "".join(VOWELS[r.integers(5)] if i % 2 == r.integers(4) // 2 else CONSONANTS[r.integers(20)] for i in range(length))
        if script == "accents" and r.random() < 0.5:
            at = int(r.integers(len(text)))
            text = text[:at] + ACCENTED[r.integers(len(ACCENTED))] + text[at + 1 :]
    style = r.random()
    return text.upper() if style < 0.35 and "ß" not in text else text.capitalize() if style < 0.75 else text


def number(r):
    kind = r.random()
    if kind < 0.3:
        return str(r.integers(0, 10 ** int(r.integers(1, 5))))
    if kind < 0.6:
        return f"{r.random() * 10 ** r.integers(0, 4):.{r.integers(1, 3)}f}"
    if kind < 0.7:
        return f"{'-+'[r.integers(2)]}{r.integers(1, 400)}"
    if kind < 0.85:
        return "".join(str(d) for d in r.integers(0, 10, int(r.integers(5, 13))))
    return f"{r.integers(1, 300)}/{r.integers(1, 300)}"


def date(r):
    y, m, d = int(r.integers(1930, 2030)), int(r.integers(1, 13)), int(r.integers(1, 29))
    forms = [f"{d:02}.{m:02}.{y}", f"{m:02}/{d:02}/{y}", f"{y}-{m:02}-{d:02}", f"{d}-{MONTHS[m - 1]}-{y}", f"{MONTHS[m - 1]} {d} {y}", f"{y}{m:02}{d:02}", f"{d:02}/{m:02}/{y % 100:02}"]
    clock = f"{r.integers(24):02}:{r.integers(60):02}" + (f":{r.integers(60):02}" if r.random() < 0.6 else "")
    kind = r.random()
    return clock if kind < 0.3 else forms[r.integers(len(forms))] + (" " + clock if kind > 0.8 else "")


def code(r):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    part = lambda: "".join(letters[r.integers(26)] if r.random() < 0.4 else str(r.integers(10)) for _ in range(r.integers(1, 6)))
    return part() + ["", "-", "/", "_", "."][r.integers(5)] + part()


def term(r, script):
    kind = r.random()
    if kind < 0.42:
        return word(r, script)
    if kind < 0.6:
        return number(r)
    if kind < 0.7:
        return number(r) + [" ", ""][r.integers(2)] + UNITS[r.integers(len(UNITS))]
    if kind < 0.8:
        return date(r)
    if kind < 0.9:
        return code(r)
    sign = ["^", ":", ",", "[M]", "(F)", "#", "*", "&", "@", "=", "->", "..."][r.integers(12)]
    return word(r, script) + sign + (word(r, script) if r.random() < 0.5 else "")


def line(r, script="latin", most=4):
    """One line of text, one to four terms."""
    count = 1 + int(r.integers(most)) if most > 1 else 1
    between = [" ", " , ", ", ", " / ", " - ", " | ", "   "][r.integers(7)] if r.random() < 0.3 else " "
    text = between.join(term(r, script) for _ in range(count))
    return word(r, script) + ": " + text if r.random() < 0.15 else text


def short(r):
    """One or two characters, which lines of text are seldom made of and scales and sides of the body are."""
    kind = r.random()
    if kind < 0.3:
        return SIDES[r.integers(len(SIDES))]
    if kind < 0.6:
        return SINGLE[r.integers(len(SINGLE))]
    if kind < 0.75:
        return str(r.integers(10, 100))
    return PAIRS[r.integers(len(PAIRS))]
