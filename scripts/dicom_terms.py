"""Words of DICOM's terms, and names, as JSON on standard output: what make-vocabulary.mjs builds the vocabulary from. Further words,
whose frequency is said, too, come as a JSON list on standard input.

Needs `pip install pydicom names Faker wordfreq`: PS3.16's context groups and the data dictionary as pydicom ships them (MIT), surnames and
given names of the United States census (public domain, in `names`), those of many countries (Faker), word frequencies (`wordfreq`, only to mark common English words).
"""

import json
import re
import sys
from collections import Counter
from importlib.resources import files

from person_names import person_names
from pydicom import datadict
from pydicom.sr._cid_dict import cid_concepts
from pydicom.sr._concepts_dict import concepts
from pydicom.uid import UID_dictionary
from wordfreq import zipf_frequency

# LOINC (LN) is not free to copy; drugs and nomenclature of species have no place in a picture.
SCHEMES = ["DCM", "SCT", "FMA", "RADLEX", "IBSI", "UMLS", "NEU", "MDC", "NCIt"]
# Breeds, species, countries, languages, sexes, roles of persons, feed and shelter of animals: words of people and places, not of pictures.
LEFT_OUT = {402, 603, 604, 605, 606, 607, 608, 609, 5000, 5001, 7450, 7452, 7453, 7454, 7455, 7457, 7480, 7481, 7486, 7490, 9536, 9555, 9562}
# Groups of the data dictionary that describe images, not persons, visits or institutions.
GROUPS = {0x0018, 0x0020, 0x0022, 0x0024, 0x0028, 0x0046, 0x0048, 0x0052, 0x0054, 0x0066, 0x0068, 0x0070, 0x3002, 0x3004, 0x300A, 0x300C}
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Surnames by rank: all of these count, but common English words (Zipf frequency of COMMON and more) only among the first few thousand.
SURNAMES = 20_000
COMMON_SURNAMES = 4_000
COMMON = 4.0


def words_of(text: str) -> list[str]:
    return [part.lower() for word in WORD.findall(text) for part in {word, *word.split("-")}]


def main() -> None:
    left_out = {keyword for cid in LEFT_OUT for group in cid_concepts.get(cid, {}).values() for keyword in group}
    found: Counter[str] = Counter()
    for scheme in SCHEMES:
        for keyword, codes in concepts[scheme].items():
            if keyword in left_out:
                continue
            for meaning, _ in codes.values():
                found.update(words_of(meaning))
    for tag, (_, _, name, _, _) in datadict.DicomDictionary.items():
        if tag >> 16 in GROUPS:
            found.update(words_of(name))
    for name, *_ in UID_dictionary.values():
        found.update(words_of(name))
    surnames = [line.split()[0].lower() for line in files("names").joinpath("dist.all.last").read_text().splitlines()]
    given = [
        line.split()[0].lower()
        for sex in ("female", "male")
        for line in files("names").joinpath(f"dist.{sex}.first").read_text().splitlines()
    ]
    surnames = [
        name
        for rank, name in enumerate(surnames[:SURNAMES])
        if rank < COMMON_SURNAMES or zipf_frequency(name, "en") < COMMON
    ]
    terms = sorted(word for word in found if len(word) > 1)
    persons = person_names()
    print(
        json.dumps(
            {
                "terms": terms,
                "frequency": {word: zipf_frequency(word, "en") for word in {*terms, *persons, *surnames, *given, *json.load(sys.stdin)}},
                "names": sorted({*surnames, *given}),
                "persons": sorted(persons),
            }
        )
    )


if __name__ == "__main__":
    main()
