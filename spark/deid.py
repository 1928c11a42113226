"""De-identifies DICOM files with Spark: spark-submit, or a Databricks job or notebook cell. See docs/scale.md.

    spark-submit spark/deid.py --in FOLDER --out FOLDER --secret-file FILE [--pipeline proof] [--batch 2000]
    spark-submit spark/deid.py --in FOLDER/dicom_files --out FOLDER --evaluate --pipeline detector-base

Each executor core keeps one `dicom-deid worker` (Node) with its models loaded and pipes files through it. Outputs are written aside and
renamed; records go to OUT/records (Parquet) batch by batch. The same command again does what has no record yet, failed, or lost its output.
"""

import argparse
import atexit
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
import uuid

PROJECT = os.environ.get("DEID_HOME", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COLUMNS = (
    "path string, size long, modified timestamp, run string, file string, status string, stage string, code string, "
    "output string, stored string, record string"
)
# What a run writes at the top of OUT itself; no input may have such a name.
RESERVED = re.compile(r"(quarantine|records)(/|$)|(audit|review|summary)\.json$|ledger[^/]*\.jsonl$|\.(lock|parts|batch-secret)", re.I)
# The longest content that fits into a row of Spark (an array of bytes of the JVM).
LONGEST = 2**31 - 2**16
PARTS = ".parts"


def start_worker(command, key):
    """One worker for each Python process of an executor, which Spark keeps from task to task; a dead one is started anew."""
    # Kept on a module of Python's own: this one comes to the executors by value, anew for each task.
    workers = vars(sys).setdefault("dicom_deid_workers", {})
    process = workers.get(command)
    if process is None or process.poll() is not None:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        atexit.register(process.kill)
        ready, _ = read_answer(process)
        if ready["key"] != key:
            process.kill()
            raise RuntimeError("a worker has other models, code, rules or another secret than the driver's")
        workers[command] = process
    return process


def key_of(command):
    """What the workers are: a hash of options, models, code, rules and secret, by one that is asked and ended."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        ready, _ = read_answer(process)
        process.stdin.close()
        return ready["key"]


def read_exactly(process, length):
    data = process.stdout.read(length)
    if len(data) < length:
        raise EOFError("the worker ended")
    return data


def read_answer(process):
    record = read_exactly(process, struct.unpack(">I", read_exactly(process, 4))[0])
    return json.loads(record), read_exactly(process, struct.unpack(">Q", read_exactly(process, 8))[0])


def ask(options, name, parts):
    """The worker's record and output for one file. A worker that dies fails that file and no other, unless it cannot start at all."""
    process = start_worker(options["command"], options["run"])
    try:
        encoded = name.encode("utf-8", "surrogateescape")
        process.stdin.write(struct.pack(">I", len(encoded)) + encoded)
        for part in parts:
            process.stdin.write(struct.pack(">Q", len(part)))
            process.stdin.write(part)
        process.stdin.flush()
        return read_answer(process)
    except (EOFError, OSError):
        process.kill()
        # Gone before the next file asks whether it runs.
        process.wait()
        return failed(name, "worker", "worker-crashed"), b""


def local_path(path):
    """Spark names files by URI; executors write through the file system (a shared folder, a Volume)."""
    scheme, _, rest = path.rpartition(":")
    if scheme not in ("file", "dbfs"):
        return path
    rest = "/" + rest.lstrip("/")
    return rest if scheme == "file" or rest.startswith("/Volumes/") else "/dbfs" + rest


def spark_path(path):
    """A path of the file system as Spark takes it. Volumes are known by their bare path."""
    return path if path.startswith("/Volumes/") else "file:" + path


def no_pattern(path):
    """A path that Spark does not take for a pattern."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


def failed(name, stage, code):
    return {"file": name, "status": "failed", "error": {"stage": stage, "code": code}}


def place_in(out, relative):
    root = os.path.realpath(out)
    target = os.path.join(root, relative)
    if not (os.path.realpath(os.path.dirname(target)) + os.sep).startswith(root + os.sep):
        raise ValueError("a link of the output folder leads out of it")
    return target


def write_whole(out, relative, content):
    """Written aside and renamed: a file under its right name is whole, whichever attempt of a task wrote it."""
    target = place_in(out, relative)
    parts = os.path.join(out, PARTS)
    os.makedirs(parts, exist_ok=True)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    part = os.path.join(parts, uuid.uuid4().hex)
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    finally:
        if os.path.exists(part):
            os.remove(part)


def remove_others(out, name, place):
    """What an earlier run left for a name goes; the place itself is replaced and never missing."""
    refused = f"quarantine/{name}"
    for other in {name, refused, f"{refused}.json"} - {place, f"{place}.json"}:
        target = place_in(out, other)
        if os.path.isfile(target):
            os.remove(target)


def too_long(options, name, path):
    """Fails by its name, unless its beginning says that it is no DICOM."""
    try:
        with open(path, "rb") as file:
            record, _ = ask(options, name, [file.read(4096)])
    except OSError:
        record = {"status": "failed"}
    return record if record["status"] == "skipped" else failed(name, "load", "LIMIT_EXCEEDED")


def redact_one(options, name, content, path):
    if RESERVED.match(name):
        return failed(name, "load", "reserved-name"), None
    if content is None:
        return too_long(options, name, path), None
    record, output = ask(options, name, [content])
    place = None
    if len(output) > 0:
        refused = record["status"] == "quarantined"
        place = f"quarantine/{name}" if refused else name
    remove_others(options["out"], name, place)
    if place is not None:
        if refused:
            write_whole(options["out"], f"{place}.json", json.dumps(record, indent=1).encode())
        write_whole(options["out"], place, output)
    return record, place


def evaluate_one(options, name, content, path):
    if content is None:
        return failed(name, "load", "LIMIT_EXCEEDED"), None
    truth = os.path.splitext(path)[0] + ".json"
    read = b""
    if os.path.exists(truth):
        with open(truth, "rb") as file:
            read = file.read()
    record, _ = ask(options, name, [content, read])
    return {"file": name, **record}, None


def row_of(options, row, name, record, place):
    error = record.get("error", {})
    values = {
        "path": row.path,
        "size": row.length,
        "modified": row.modificationTime,
        "run": options["run"],
        "file": name,
        "status": record["status"],
        "stage": error.get("stage"),
        "code": error.get("code"),
        "output": place,
        "stored": record.get("storedSha256"),
        "record": json.dumps(record),
    }
    return [values[column.split()[0]] for column in COLUMNS.split(", ")]


def make_records(options):
    """The function that runs on the executors: pandas frames of `binaryFile` in, frames of records out."""

    def records(frames):
        import pandas

        work = evaluate_one if options["evaluate"] else redact_one
        for frame in frames:
            rows = []
            for row in frame.itertuples():
                path = local_path(row.path)
                name = os.path.relpath(path, options["in"])
                try:
                    record, place = work(options, name, row.content, path)
                except (OSError, ValueError) as error:
                    code = "disk-full" if getattr(error, "errno", None) == 28 else "write-failed"
                    record, place = failed(name, "write", code), None
                rows.append(row_of(options, row, name, record, place))
            yield pandas.DataFrame(rows, columns=[column.split()[0] for column in COLUMNS.split(", ")])

    return records


def make_check(options):
    """The function that tells on the executors which records still hold: nothing was written, or it is there as it was written."""

    def check(frames):
        for frame in frames:
            yield frame[[is_whole(options, place, stored) for place, stored in zip(frame["output"], frame["stored"])]]

    return check


def is_whole(options, place, stored):
    if place is None:
        return True
    try:
        with open(os.path.join(options["out"], place), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest() == stored
    except OSError:
        return False


def read_records(spark, options):
    """All records of OUT; `None` when there are none yet."""
    folder = os.path.join(options["out"], "records")
    there = os.path.isdir(folder) and any(name.endswith(".parquet") for name in os.listdir(folder))
    return spark.read.schema(COLUMNS).parquet(options["records"]) if there else None


def of_these(records, found, options):
    """Records of this run's options, of inputs that are there and did not change since."""
    same = [found.path == records.path, found.length == records.size, found.modificationTime == records.modified]
    return records.where(records.run == options["run"]).join(found, same, "left_semi")


def last_records(spark, options, found):
    """One row for each input; of one that failed and was done again the good one."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    order = Window.partitionBy("path").orderBy((f.col("status") == "failed").cast("int"))
    records = of_these(read_records(spark, options), found, options)
    return records.withColumn("place", f.row_number().over(order)).where("place = 1").drop("place")


def list_input(spark, options):
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    if options["evaluate"]:
        reader = reader.option("pathGlobFilter", "*.dcm")
    return reader.load(options["source"]).select("path", "modificationTime", "length")


def process_files(spark, options, found):
    """Does everything that is not done, in batches whose records are committed one after the other. Returns how many files."""
    from pyspark.sql import functions as f

    records = read_records(spark, options)
    write = make_records(options)
    todo = found
    if records is not None:
        finished = of_these(records, found, options).where("status <> 'failed'").select("path", "output", "stored")
        finished = finished.mapInPandas(make_check(options), "path string, output string, stored string")
        todo = found.join(finished, "path", "left_anti")
    rows = todo.select("path", "length").collect()
    binary = spark.read.format("binaryFile")
    # From here on one file at a time goes to Python: they may be large.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
    # A file that is too long fails by name, and no row is made of its content.
    long = [no_pattern(row.path) for row in rows if row.length > LONGEST]
    if long:
        named = binary.load(long).select("path", "modificationTime", "length", f.lit(None).cast("binary").alias("content"))
        named.mapInPandas(write, COLUMNS).write.mode("append").parquet(options["records"])
    paths = sorted(row.path for row in rows if row.length <= LONGEST)
    for start in range(0, len(paths), options["batch"]):
        batch = [no_pattern(path) for path in paths[start : start + options["batch"]]]
        binary.load(batch).mapInPandas(write, COLUMNS).write.mode("append").parquet(options["records"])
    return len(rows)


def metrics(records):
    """The figures of metrics.json as one row, from the records of an evaluation."""
    from pyspark.sql import functions as f

    schema = "Precision double, Recall double, `Ground Truth` array<string>, leak struct<leaked: boolean>"
    rows = records.where("status not in ('no-pixels', 'skipped')").select("status", f.from_json("record", schema).alias("r"))
    # A file with nothing to find has no recall.
    scored = f.size("r.Ground Truth") > 0
    released = f.col("status").isin("done", "clean")
    means = rows.agg(
        f.sum(scored.cast("int")).alias("files"),
        f.avg(f.when(scored, f.col("r.Precision"))).alias("precision"),
        f.avg(f.when(scored, f.col("r.Recall"))).alias("recall"),
        f.sum((released & f.col("r.leak.leaked")).cast("int")).alias("leaked"),
    )
    both = f.col("precision") + f.col("recall")
    return means.withColumn("f1", f.when(both > 0, 2 * f.col("precision") * f.col("recall") / both).otherwise(f.lit(0.0)))


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--in", dest="source", required=True, help="folder, Volume or object store that Spark reads")
    parser.add_argument("--out", required=True, help="shared folder or Volume that every executor can write to")
    parser.add_argument("--secret-file", help="batch secret, at the same path on every executor; needed to redact")
    parser.add_argument("--evaluate", action="store_true", help="score against NAME.json beside NAME.dcm")
    parser.add_argument("--batch", type=int, default=2000, help="files whose records are committed together (default 2000)")
    parser.add_argument("--node", default="node", help="Node 20.19 or newer on the executors")
    known, rest = parser.parse_known_args(words)
    if not known.evaluate and known.secret_file is None:
        parser.error("--secret-file is missing: without it every executor would have pseudonyms of its own")
    return known, rest


def main(words):
    from pyspark.sql import SparkSession

    known, rest = parse(words)
    command = (known.node, os.path.join(PROJECT, "dist", "cli.js"), "worker", *rest)
    if known.evaluate:
        command += ("--evaluate",)
    if known.secret_file is not None:
        command += ("--secret-file", known.secret_file)
    spark = SparkSession.builder.appName("dicom-deid").getOrCreate()
    out = os.path.abspath(known.out)
    options = {
        "source": known.source if ":" in known.source else spark_path(os.path.abspath(known.source)),
        "in": local_path(known.source) if ":" in known.source else os.path.abspath(known.source),
        "out": out,
        "records": spark_path(os.path.join(out, "records")),
        "command": command,
        "evaluate": known.evaluate,
        "batch": known.batch,
        # Records of other options, models or code are not taken for done.
        "run": key_of(command),
    }
    # Opening a file counts as 4 MiB: at most 16 files to a task, so that a lost executor loses little, and no file moves between them.
    spark.conf.set("spark.sql.files.openCostInBytes", str(4 * 2**20))
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(64 * 2**20))
    start = time.time()
    # What a killed run left aside.
    shutil.rmtree(os.path.join(out, PARTS), ignore_errors=True)
    found = list_input(spark, options)
    done = process_files(spark, options, found)
    records = last_records(spark, options, found)
    counts = {row.status: row["count"] for row in records.groupBy("status").count().collect()}
    summary = {"files": sum(counts.values()), **counts, "processed": done, "seconds": round(time.time() - start, 1)}
    if known.evaluate:
        summary["metrics"] = metrics(records).first().asDict()
    shutil.rmtree(os.path.join(out, PARTS), ignore_errors=True)
    print(json.dumps(summary))
    spark.stop()
    return 0 if counts.get("failed", 0) + counts.get("quarantined", 0) == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
