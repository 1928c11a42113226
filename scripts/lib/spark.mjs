// Where Spark is, and how spark/deid.py is started on a small cluster of processes of their own (local-cluster).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './common.mjs';

const python = inRoot('.cache', 'spark', 'bin', 'python');

/** What Spark lacks here, in a few words; `undefined` when it can run. */
export function sparkMissing() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0) < 17) return 'no Java 17';
  const spark = existsSync(python) && spawnSync(python, ['-c', 'import pyspark, pandas, pyarrow']).status === 0;
  return spark ? undefined : 'no PySpark in .cache/spark (see docs/scale.md)';
}

/**
 * Starts the script. `executors`: processes of one core and `memory` MiB each. Child processes go with the script's own group, which
 * `detached` makes a new one.
 */
export function startSpark(args, { executors = 2, memory = 512, detached = false } = {}) {
  // Short runs: the second compiler of the JVM, its parallel collector, its verifier and compiled queries would cost more than they save.
  const plain =
    '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote';
  const conf = [
    'spark.ui.enabled=false',
    'spark.ui.showConsoleProgress=false',
    'spark.sql.shuffle.partitions=1',
    'spark.sql.codegen.wholeStage=false',
    `spark.executor.memory=${memory}m`,
    `spark.executor.extraJavaOptions=${plain}`,
  ];
  const submit = ['--master', `local-cluster[${executors},1,${memory}]`, '--driver-java-options', `"${plain}"`];
  submit.push(...conf.flatMap((each) => ['--conf', `"${each}"`]), 'pyspark-shell');
  return spawn(python, [inRoot('spark', 'deid.py'), ...args], {
    detached,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PYSPARK_PYTHON: python,
      PYSPARK_SUBMIT_ARGS: submit.join(' '),
      SPARK_LOCAL_IP: '127.0.0.1',
      SPARK_LOCAL_HOSTNAME: 'localhost',
    },
  });
}

/** The end of a started script: its exit status, the summary that it printed last, and what it said on the error stream. */
export async function sparkEnd(child) {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  const line = out.trim().split('\n').at(-1);
  return { status, summary: line.startsWith('{') ? JSON.parse(line) : undefined, err };
}

/** The rows of OUT/records, all of them, in no order. */
export function readRecords(out) {
  const code =
    'import json, sys, pyarrow.parquet as p; print(json.dumps(p.read_table(sys.argv[1], columns=["file", "status", "record"]).to_pylist()))';
  return JSON.parse(spawnSync(python, ['-c', code, `${out}/records`], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout);
}
