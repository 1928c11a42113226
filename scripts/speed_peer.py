"""Other people's software on the files of `npm run bench -- --speed`, kept open as ours is: a line of JSON for each line on standard input.

usage: speed_peer.py rapidocr|tesseract|presidio|dentdeid
Runs inside .cache/peers or .cache/dentdeid (scripts/lib/speed-peers.mjs makes them). A question names the DICOM file and a PNG of its first
frame: {"path": ..., "png": ...}. The answer: {"wallMs", "cpuMs", "texts"}; CPU time of processes that it starts counts.
"""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time


def rapidocr():
    from rapidocr import RapidOCR

    engine = RapidOCR()

    def read(question):
        return list(engine(question["png"]).txts or [])

    return read


def tesseract():
    def read(question):
        run = subprocess.run(["tesseract", question["png"], "stdout"], capture_output=True, text=True, check=True)
        return [line for line in run.stdout.splitlines() if line.strip()]

    run = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    read.version = (run.stdout or run.stderr).splitlines()[0].split()[-1]
    return read


def presidio():
    """spaCy's English models are on no package index: an empty pipeline takes their place, so names are found by patterns only."""
    import spacy
    from PIL import Image
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_image_redactor import ImageAnalyzerEngine, ImageRedactorEngine

    folder = tempfile.mkdtemp(prefix="deid-speed-")
    spacy.blank("en").to_disk(folder)
    settings = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": folder}]}
    nlp = NlpEngineProvider(nlp_configuration=settings).create_engine()
    analyzer = ImageAnalyzerEngine(analyzer_engine=AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"]))
    engine = ImageRedactorEngine(image_analyzer_engine=analyzer)

    def read(question):
        engine.redact(Image.open(question["png"]).convert("RGB"))
        return []

    return read


def dentdeid():
    from dentdeid.pipeline import DeIdentifier

    engine = DeIdentifier("share")

    def read(question):
        with tempfile.TemporaryDirectory() as out:
            engine.run([pathlib.Path(question["path"])], pathlib.Path(out))
        return []

    return read


def cpu_seconds():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(name):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # What a library prints must not stand between answers.

    def say(answer):
        print(json.dumps(answer), file=answers, flush=True)

    start = time.perf_counter()
    read = {"rapidocr": rapidocr, "tesseract": tesseract, "presidio": presidio, "dentdeid": dentdeid}[name]()
    say({"ready": True, "loadMs": 1000 * (time.perf_counter() - start), "version": getattr(read, "version", None)})
    for line in sys.stdin:
        question = json.loads(line)
        cpu, start = cpu_seconds(), time.perf_counter()
        try:
            texts = read(question)
        except Exception as error:  # Whatever it cannot do is said, and the others go on.
            say({"failed": f"{type(error).__name__}: {error}"[:200]})
            continue
        answer = {"wallMs": 1000 * (time.perf_counter() - start), "cpuMs": 1000 * (cpu_seconds() - cpu), "texts": texts}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say({**answer, "residentMiB": None, "peakMiB": peak})


main(sys.argv[1])
