"""Writes data/device-rules.json: where usual devices write patient data, from the graylist of the Python package `deid` (MIT licence; it
collects the rules of RSNA's CTP and of Stanford).

Usage: pip download --no-deps deid==0.4.13 && python scripts/device_rules.py deid-0.4.13-py3-none-any.whl > data/device-rules.json

Only entries whose every condition has a counterpart in our rules are taken; the others are counted on the error stream.
"""

import json
import re
import sys
import zipfile

FIELDS = {
    "Modality": "modality",
    "Manufacturer": "manufacturer",
    "Manfacturer": "manufacturer",
    "Manufacture": "manufacturer",
    "ManufacturerModelName": "model",
    "SeriesDescription": "series",
    "ImageType": "imageType",
    "BurnedInAnnotation": "burnedIn",
    "Rows": "rows",
    "Columns": "columns",
}


def boxes(line):
    """`coordinates` are xmin,ymin,xmax,ymax; `ctpcoordinates` x,y,width,height."""
    kind, numbers = re.match(r"\s*(ctpcoordinates|coordinates)\s+([\d,\s]+)$", line).groups()
    a, b, c, d = (int(number) for number in numbers.replace(" ", "").split(","))
    return [a, b, c, d] if kind == "ctpcoordinates" else [a, b, c - a, d - b]


def condition(text):
    """A condition as our field and value; `None` when there is none for it."""
    match = re.match(r"(contains|equals)\s+(\w+)\s+(.+)$", text.strip())
    if match is None or match.group(2) not in FIELDS:
        return None
    field, value = FIELDS[match.group(2)], match.group(3).strip()
    alternatives = value.split("|")
    if field in ("rows", "columns"):
        alternatives = [int(each) for each in alternatives]
        value = alternatives[0]
    return field, alternatives if len(alternatives) > 1 else value


def entries(text):
    graylist = text[text.index("%filter graylist") :].split("\n%filter", 1)[0]
    for block in re.split(r"^LABEL ", graylist, flags=re.M)[1:]:
        lines = [line.split("#")[0].rstrip() for line in block.splitlines()]
        places = [line for line in lines[1:] if "coordinates" in line and not line.strip().endswith("all")]
        joined = " ".join(line.strip() for line in lines[1:] if line.strip() and "coordinates" not in line)
        if places:
            yield lines[0].strip(), joined, places


def largest(where, side):
    value = where.get(side, 10**9)
    return max(value) if isinstance(value, list) else value


def main(wheel):
    text = zipfile.ZipFile(wheel).read("deid/data/deid.dicom").decode()
    rules, left = [], 0
    for name, joined, places in entries(text):
        found = [condition(part) for part in re.split(r"\s\+\s|^\+\s", joined)]
        if None in found or "||" in joined or "modality" not in dict(found):
            left += 1
            continue
        where = {}
        for field, value in found:
            # Twice the same field: the longer one says more.
            if field not in where or len(str(value)) > len(str(where[field])):
                where[field] = value
        for place in places:
            box = boxes(place)
            fits = box[0] + box[2] <= largest(where, "columns") and box[1] + box[3] <= largest(where, "rows")
            if box[2] > 0 and box[3] > 0:
                rules.append({"name": re.sub(r"\s+", " ", name), **where, "box": box})
                if not fits:
                    print(f"{name}: the box is larger than the frame, and is cut", file=sys.stderr)
    print(f"{len(rules)} rectangles, {left} entries with other conditions", file=sys.stderr)
    body = ",\n".join("    " + json.dumps(rule, ensure_ascii=False) for rule in rules)
    source = "PyPI package deid 0.4.13 (MIT), deid/data/deid.dicom, by scripts/device_rules.py"
    print("{\n  " + f'"source": {json.dumps(source)},\n  "rectangles": [\n{body}\n  ]\n' + "}")


if __name__ == "__main__":
    main(sys.argv[1])
