"""Writes data/families/acquisition-terms.json: public words that scanners and workstations write beside patient data.

Sources: the code meanings of DICOM PS3.16 context groups as the PyPI package pydicom ships them, and the series, protocol, body-part
and sequence names in the headers of public files. The family `screens` draws its acquisition annotations from this file; nothing of
the product's own word list is in it.

    python scripts/acquisition_terms.py ../shared/corpus/files
"""

import json
import pathlib
import sys

import pydicom
from pydicom.sr._concepts_dict import concepts

# Topic of the screens: context groups of PS3.16 that fit it.
GROUPS = {
    "region": [4009, 4030, 4031],
    "radiographView": [4010, 4011, 4012],
    "mammographyView": [4014, 4015],
    "breast": [6000, 6010, 6014, 6151, 6154, 6155, 6157],
    "probeApproach": [5, 6, 7],
    "probe": [12033, 12034, 12224],
    "echo": [12201, 12205, 12207, 12208, 12211, 12212, 12250, 12254, 12300],
    "echoView": [12226],
    "fetal": [12004, 12005, 12006, 12007, 12009, 12019],
    "vessel": [12104, 12105, 12107, 12109, 12110, 12112, 12115, 3014],
    "flow": [12119, 12120, 12121, 12304],
    "phase": [12233, 3250, 62],
    "contrast": [12, 12030],
    "endoscopy": [4040, 6201, 6211],
    "nuclear": [18, 25, 26, 84, 85, 3112, 4021],
    "eye": [4206, 4207, 4209, 4211, 4263, 4271, 4272, 4273],
    "dose": [10013, 10006, 10016, 10017, 10023, 10025, 10050, 10069],
    "chest": [6103, 6104, 6124, 6126, 6138],
    "quality": [6041, 6135, 7011],
    "device": [8, 30, 4051],
    "mr": [4033, 6316, 6343, 6345, 4108],
}
LONGEST = 34
MOST = 70
HEADERS = {
    "series": ["SeriesDescription", "ProtocolName", "AcquisitionDeviceProcessingDescription"],
    "sequence": ["SequenceName", "ScanningSequence", "SequenceVariant", "ScanOptions", "ReceiveCoilName"],
    "bodyPart": ["BodyPartExamined"],
    "processing": ["ConvolutionKernel", "FilterType", "ImageType"],
    "model": ["ManufacturerModelName"],
}


def meanings(groups):
    wanted = set(groups)
    found = {
        meaning
        for scheme in ("DCM", "SCT", "LN", "UMLS", "NCIt", "UCUM")
        for codes in concepts.get(scheme, {}).values()
        for meaning, cids in codes.values()
        if wanted & set(cids) and 3 <= len(meaning) <= LONGEST and meaning.isascii()
    }
    ordered = sorted(found)
    step = max(1, -(-len(ordered) // MOST))
    return ordered[::step]


def header_words(folder):
    found = {topic: set() for topic in HEADERS}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        try:
            data = pydicom.dcmread(path, stop_before_pixels=True)
        except Exception:
            continue
        for topic, keywords in HEADERS.items():
            for keyword in keywords:
                value = data.get(keyword) or []
                for text in [value] if isinstance(value, str) else value:
                    if 2 <= len(str(text).strip()) <= LONGEST and "://" not in str(text):
                        found[topic].add(" ".join(str(text).split()))
    return {topic: sorted(words) for topic, words in found.items()}


def main():
    out = pathlib.Path(__file__).parent.parent / "data" / "families" / "acquisition-terms.json"
    document = {
        "source": f"code meanings of DICOM PS3.16 context groups (pydicom {pydicom.__version__}) and header texts of public DICOM files; "
        "written by scripts/acquisition_terms.py",
        "terms": {topic: meanings(groups) for topic, groups in GROUPS.items()},
        "headers": header_words(sys.argv[1]),
    }
    out.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
