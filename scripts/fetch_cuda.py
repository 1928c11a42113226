"""Fetches the CUDA libraries of ONNX Runtime out of wheels on the Python package index, by version and hash.

usage: fetch_cuda.py REQUIREMENTS FOLDER      REQUIREMENTS in pip's form, a line a wheel, with its hash

Each wheel is fetched, checked by pip, unpacked and removed before the next one. Libraries keep their places below FOLDER (nvidia/cu13/lib,
nvidia/cudnn/lib, onnxruntime/capi), because they look for each other from there; their licences come along.
"""

import fnmatch
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

# One build of onnxruntime-gpu will do: its provider libraries know nothing of Python.
TARGET = ["--python-version", "3.11", "--implementation", "cp"]
PLATFORMS = ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux_2_12_x86_64"]
WANTED = ["nvidia/*/lib/*.so*", "onnxruntime/capi/libonnxruntime_providers_cuda.so", "onnxruntime/capi/libonnxruntime_providers_shared.so"]
LICENCES = ["*.dist-info/*icense*", "*.dist-info/*LICENSE*"]
# Other interfaces of the same libraries, which ONNX Runtime does not use.
UNUSED = ["*/libcufftw.so*", "*/libnvblas.so*", "*.alt.so*"]


def matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def fetch(requirement, folder):
    with tempfile.TemporaryDirectory(dir=folder) as work:
        lines = pathlib.Path(work, "requirement.txt")
        lines.write_text(requirement + "\n")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2"]
        target = [*TARGET, *(word for platform in PLATFORMS for word in ("--platform", platform))]
        only = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(lines), "-d", work]
        subprocess.run([*pip, *target, *only], check=True)
        (wheel,) = pathlib.Path(work).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if matches(name, LICENCES) or (matches(name, WANTED) and not matches(name, UNUSED)):
                    archive.extract(name, folder)


def main(requirements, folder):
    unfinished = pathlib.Path(folder + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for line in pathlib.Path(requirements).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            print(line.split(" ")[0], flush=True)
            fetch(line, unfinished)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(unfinished, folder)


main(*sys.argv[1:])
