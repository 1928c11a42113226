"""De-identifies DICOM files with Spark: spark-submit, or a Databricks job or notebook cell. See docs/scale.md.

    spark-submit spark/deid.py --in FOLDER --out FOLDER --secret-file FILE [--pipeline proof] [--batch 2000]
    spark-submit spark/deid.py --in FOLDER/dicom_files --out FOLDER --evaluate --pipeline detector-base

Each executor core keeps one `dicom-deid worker` (Node) with its models loaded and pipes files through it. Outputs are written beside their
place and renamed; records go to OUT/records (Parquet) batch by batch. The same command again does what has no record yet, or failed.
"""

import argparse
import atexit
import hashlib
import json
import os
import struct
import subprocess
import sys
import time
import uuid

PROJECT = os.environ.get("DEID_HOME", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COLUMNS = "path string, size long, modified timestamp, run string, file string, status string, stage string, code string, output string, stored string, record string"
CLAIMS = (".dcm", ".dicom", ".dic", ".ima", ".acr")


def start_worker(command):
    """One worker for each Python process of an executor, which Spark keeps from task to task; a dead one is started anew."""
    # Kept on a module of Python's own: this one comes to the executors by value, anew for each task.
    workers = vars(sys).setdefault("dicom_deid_workers", {})
    process = workers.get(command)
    if process is None or process.poll() is not None:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        workers[command] = process
        atexit.register(process.kill)
        read_answer(process)
    return process


def read_exactly(process, length):
    data = process.stdout.read(length)
    if len(data) < length:
        raise EOFError("the worker ended")
    return data


def read_answer(process):
    record = read_exactly(process, struct.unpack(">I", read_exactly(process, 4))[0])
    return json.loads(record), read_exactly(process, struct.unpack(">Q", read_exactly(process, 8))[0])


def ask(command, name, parts):
    """The worker's record and output for one file. A worker that dies fails that file and no other, unless it cannot start at all."""
    process = start_worker(command)
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
        return failed(name, "worker", "worker-crashed"), b""


def local_path(path):
    """Spark names files by URI; executors write through the file system (a shared folder, a Volume)."""
    return "/" + path.split(":", 1)[1].lstrip("/") if path.startswith(("file:", "dbfs:")) else path


def is_dicom(name, content):
    """As the command line decides what to take: by content, or by a name that claims it."""
    if os.path.basename(name).upper() == "DICOMDIR":
        return False
    starts = content[128:132] == b"DICM" or content[:2] in (b"\x02\x00", b"\x08\x00", b"\x00\x08")
    return starts or (name.lower().endswith(CLAIMS) and not os.path.basename(name).startswith("."))


def failed(name, stage, code):
    return {"file": name, "status": "failed", "error": {"stage": stage, "code": code}}


def write_whole(out, relative, content):
    """Written beside its place and renamed: a file under its right name is whole, whichever attempt of a task wrote it."""
    root = os.path.realpath(out)
    target = os.path.join(root, relative)
    if not (os.path.realpath(os.path.dirname(target)) + os.sep).startswith(root + os.sep):
        raise ValueError("a link of the output folder leads out of it")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    part = os.path.join(os.path.dirname(target), f".{uuid.uuid4().hex}.part")
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    finally:
        if os.path.exists(part):
            os.remove(part)


def redact_one(options, name, content):
    if name.split("/")[0] in ("quarantine", "records"):
        return failed(name, "load", "reserved-name"), None
    record, output = ask(options["command"], name, [content])
    place = None
    if len(output) > 0:
        refused = record["status"] == "quarantined"
        place = f"quarantine/{name}" if refused else name
        if refused:
            write_whole(options["out"], f"{place}.json", json.dumps(record, indent=1).encode())
        write_whole(options["out"], place, output)
    return record, place


def evaluate_one(options, name, content, path):
    truth = os.path.splitext(path)[0] + ".json"
    read = b""
    if os.path.exists(truth):
        with open(truth, "rb") as file:
            read = file.read()
    record, _ = ask(options["command"], name, [content, read])
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

        for frame in frames:
            rows = []
            for row in frame.itertuples():
                path = local_path(row.path)
                name = os.path.relpath(path, options["in"])
                try:
                    if not is_dicom(name, row.content):
                        rows.append(row_of(options, row, name, {"status": "skipped"}, None))
                        continue
                    work = evaluate_one(options, name, row.content, path) if options["evaluate"] else None
                    record, place = work or redact_one(options, name, row.content)
                except (OSError, ValueError) as error:
                    code = "disk-full" if getattr(error, "errno", None) == 28 else "write-failed"
                    record, place = failed(name, "write", code), None
                rows.append(row_of(options, row, name, record, place))
            yield pandas.DataFrame(rows, columns=[column.split()[0] for column in COLUMNS.split(", ")])

    return records


def read_records(spark, options):
    """All records of OUT; `None` when there are none yet."""
    folder = os.path.join(options["out"], "records")
    there = os.path.isdir(folder) and any(name.endswith(".parquet") for name in os.listdir(folder))
    return spark.read.schema(COLUMNS).parquet(options["records"]) if there else None


def last_records(spark, options):
    """One row for each input: of a file that failed and was done again the later, good one."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    order = Window.partitionBy("path").orderBy((f.col("status") == "failed").cast("int"), f.col("modified").desc())
    records = read_records(spark, options).where(f.col("run") == options["run"])
    return records.withColumn("place", f.row_number().over(order)).where("place = 1").drop("place")


def process_files(spark, options):
    """Does everything that is not done, in batches whose records are committed one after the other. Returns how many files."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    if options["evaluate"]:
        reader = reader.option("pathGlobFilter", "*.dcm")
    found = reader.load(options["source"]).select("path", "modificationTime", "length")
    records = read_records(spark, options)
    if records is not None:
        finished = records.where(f"run = '{options['run']}' and status <> 'failed'")
        same = [found.path == finished.path, found.length == finished.size, found.modificationTime == finished.modified]
        found = found.join(finished, same, "left_anti")
    todo = sorted(row.path for row in found.select("path").collect())
    for start in range(0, len(todo), options["batch"]):
        paths = todo[start : start + options["batch"]]
        files = spark.read.format("binaryFile").load(paths)
        cores = max(1, min(len(paths), spark.sparkContext.defaultParallelism))
        records = files.repartition(cores).mapInPandas(make_records(options), COLUMNS)
        records.write.mode("append").parquet(options["records"])
    return len(todo)


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
    options = {
        "source": known.source,
        "in": local_path(known.source) if ":" in known.source else os.path.abspath(known.source),
        "out": os.path.abspath(known.out),
        "records": "file:" + os.path.abspath(os.path.join(known.out, "records")),
        "command": command,
        "evaluate": known.evaluate,
        "batch": known.batch,
        # What decides about an output: records of other options are not taken for done.
        "run": hashlib.sha256(json.dumps(command[2:]).encode()).hexdigest(),
    }
    # One Python frame holds few files: they may be large.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "8")
    start = time.time()
    done = process_files(spark, options)
    records = last_records(spark, options)
    counts = {row.status: row["count"] for row in records.groupBy("status").count().collect()}
    summary = {"files": sum(counts.values()), **counts, "processed": done, "seconds": round(time.time() - start, 1)}
    if known.evaluate:
        summary["metrics"] = metrics(records).first().asDict()
    print(json.dumps(summary))
    spark.stop()
    return 0 if counts.get("failed", 0) + counts.get("quarantined", 0) == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
