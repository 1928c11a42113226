// Measures the memory that it takes to redact a long file: 500 frames of 512 x 512 in 16 bits by default, uncompressed or as RLE.
// Usage, after a build: node scripts/redact-memory.mjs [--frames N] [--rle]
// Prints a line of JSON with the largest resident set of the process that reads, paints and writes.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const SIDE = 512;

const [mode, ...rest] = process.argv.slice(2);
if (mode === '--redact') await redact(...rest);
else measure();

function measure() {
  const at = process.argv.indexOf('--frames');
  const frames = at < 0 ? 500 : Number(process.argv[at + 1]);
  const folder = mkdtempSync(join(tmpdir(), 'redact-memory-'));
  try {
    const path = join(folder, 'in.dcm');
    writeLongFile(path, frames, process.argv.includes('--rle'));
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--redact', path], { encoding: 'utf8' });
    process.stdout.write(child.stdout);
    process.stderr.write(child.stderr);
    process.exitCode = child.status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Frame by frame, so that the file may be larger than this process. */
function writeLongFile(path, frames, rle) {
  const { buildDicom } = require('../dist/dicom/testing.js');
  const { encodeHeader, encodeItemHeader } = require('../dist/dicom/build.js');
  const head = buildDicom({
    transferSyntax: rle ? '.5' : '.1',
    rows: SIDE,
    columns: SIDE,
    numberOfFrames: frames,
    bitsAllocated: 16,
    bitsStored: 12,
    pixels: new Uint8Array(0),
  }).subarray(0, -12);
  const file = openSync(path, 'w');
  const length = rle ? 0xffffffff : frames * SIDE * SIDE * 2;
  const encoding = { explicit: true, littleEndian: true };
  writeSync(file, head);
  writeSync(file, encodeHeader(0x7fe00010, rle ? 'OB' : 'OW', length, encoding));
  if (rle) writeSync(file, encodeItemHeader(0, true));
  for (let index = 0; index < frames; index += 1) {
    const bytes = rle ? literalRle(noise(index)) : new Uint8Array(noise(index).buffer);
    if (rle) writeSync(file, encodeItemHeader(bytes.length, true));
    writeSync(file, bytes);
  }
  if (rle) writeSync(file, Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0));
  closeSync(file);
}

function noise(seed) {
  let state = seed + 1;
  return Uint16Array.from({ length: SIDE * SIDE }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state >>> 19;
  });
}

/** RLE (PS3.5 annex G) without runs. */
function literalRle(samples) {
  const segment = (shift) => {
    const bytes = [];
    for (let i = 0; i < samples.length; i += 128) {
      bytes.push(127, ...Array.from(samples.subarray(i, i + 128), (sample) => (sample >>> shift) & 0xff));
    }
    return bytes;
  };
  const [high, low] = [segment(8), segment(0)];
  const header = new Uint32Array(16);
  header.set([2, 64, 64 + high.length]);
  return Buffer.concat([new Uint8Array(header.buffer), Uint8Array.from(high), Uint8Array.from(low)]);
}

async function redact(path) {
  const { openDicom } = require('../dist/dicom/open.js');
  const { redactFile } = require('../dist/redact/redact.js');
  const file = openDicom(readFileSync(path));
  const frames = file.image.numberOfFrames;
  const frameIndices = Array.from({ length: frames }, (_, i) => i);
  const boxes = [{ left: 8, top: 8, right: 200, bottom: 40 }];
  const redacted = await redactFile(file, [{ frameIndices, boxes }]);
  writeFileSync(`${path}.out`, redacted.bytes);
  const gigabyte = 2 ** 30;
  const figures = {
    frames,
    transferSyntax: redacted.transferSyntax,
    fileGiB: file.bytes.length / gigabyte,
    writtenGiB: redacted.bytes.length / gigabyte,
    paintedPixels: redacted.paintedPixels,
    largestResidentGiB: (process.resourceUsage().maxRSS * 1024) / gigabyte,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
