// The files that the faults are tried on, and what an undisturbed run makes of them.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { filesBelow, inRoot, readJson } from './common.mjs';
import { writeTexts } from './scale-set.mjs';

const require = createRequire(import.meta.url);
export const SECRET = 'ab'.repeat(32);

/** Of `count` files 40 of 300 with text, and each 60th damaged, a document or a file of another kind; the others blank. */
export async function writeInput(folder, count) {
  const { blankDicom } = require('../../dist/run/testing.js');
  const { buildDicom } = require('../../dist/dicom/testing.js');
  const texts = `${folder}-texts`;
  await writeTexts(texts, Math.ceil((count * 40) / 300));
  const dicom = filesBelow(join(texts, 'dicom_files')).filter((name) => name.endsWith('.dcm'));
  const pdf = [
    { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.104.1' },
    { tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4') },
  ];
  const odd = {
    7: (at) => [`${at}.dcm`, 'no image'],
    27: (at) => [`${at}.pdf`, buildDicom({ pixels: null, elements: pdf })],
    47: (at) => [`${at}.txt`, 'notes'],
  };
  for (let at = 0; at < count; at += 1) {
    const below = join(folder, `study ${at % 5}`);
    mkdirSync(below, { recursive: true });
    const text = at % 7 === 0 ? dicom[at / 7] : undefined;
    const [name, bytes] = odd[at % 60]?.(at) ?? [`${at}.dcm`, blankDicom(at % 200)];
    if (text === undefined) writeFileSync(join(below, name), bytes);
    else copyFileSync(join(texts, 'dicom_files', text), join(below, `${at}.dcm`));
  }
}

const METHOD = ['--header-profile', 'basic', '--log-level', 'error'];

/** One set and what is done to it. */
export class Trial {
  constructor(root, name, pipeline = 'tesseract') {
    this.root = root;
    this.input = join(root, name);
    this.method = ['--pipeline', pipeline, ...METHOD, '--secret-file', join(root, 'secret')];
    this.whole = join(root, `${name}-whole`);
    writeFileSync(join(root, 'secret'), SECRET);
  }

  args(out, more = []) {
    return [inRoot('dist', 'cli.js'), 'redact', '--in', this.input, '--out', out, ...this.method, '--json', ...more];
  }

  run(out, more) {
    return spawnSync(process.execPath, this.args(out, more), { encoding: 'utf8', maxBuffer: 2 ** 28 });
  }

  /** In a group of its own, which `process.kill(-pid)` reaches whole. */
  start(out, more) {
    return spawn(process.execPath, this.args(out, more), { detached: true, stdio: 'ignore' });
  }

  merge(outs, more = []) {
    const args = [inRoot('dist', 'cli.js'), 'merge', ...outs, '--json', ...more];
    return spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  }

  /** What an undisturbed run on this machine gives, made once. */
  undisturbed() {
    if (!existsSync(join(this.whole, 'audit.json'))) this.summary = summaryOf(this.run(this.whole).stdout);
    return { outputs: outputsIn(this.whole), audit: auditIn(this.whole), summary: this.summary };
  }
}

/** A printed summary without what may differ from run to run. */
export const summaryOf = (json) => {
  try {
    return { ...JSON.parse(json), out: '', resumed: 0 };
  } catch {
    return { unreadable: json.slice(0, 200) };
  }
};

const withoutTimes = ({ timeMs: _, ...record }) => record;

/** Outputs, refused ones and their reasons included, by name and hash. */
export function outputsIn(out) {
  const { sha256 } = require('../../dist/run/audit.js');
  const OWN = /^(records\/|audit\.json$|review\.json$|ledger)/;
  const found = {};
  for (const name of filesBelow(out).filter((each) => !OWN.test(each))) {
    const bytes = readFileSync(join(out, name));
    const isReason = name.startsWith('quarantine/') && name.endsWith('.json');
    found[name] = isReason ? 'a reason' : sha256(bytes);
  }
  return found;
}

export function auditIn(out) {
  const file = join(out, 'audit.json');
  if (!existsSync(file)) return undefined;
  const audit = readJson(file);
  return { ...audit, files: audit.files.map(withoutTimes) };
}

/** What of `found` is not as `wanted`; empty when all is equal. */
export function differences(found, wanted) {
  const said = [];
  for (const name of new Set([...Object.keys(found.outputs), ...Object.keys(wanted.outputs)]))
    if (found.outputs[name] !== wanted.outputs[name]) said.push(`output ${basename(name)}`);
  for (const part of ['audit', 'summary', 'records', 'metrics'])
    if (part in found && JSON.stringify(found[part]) !== JSON.stringify(wanted[part])) said.push(part);
  return said;
}

/** Files of a ledger that are not in it exactly once as finished by its last word; counted over all ledgers of a folder. */
export function ledgerLines(outs) {
  let lines = 0;
  for (const out of outs)
    for (const name of filesBelow(out).filter((each) => /^ledger[^/]*\.jsonl$/.test(each)))
      lines += readFileSync(join(out, name), 'latin1').split('\n{"kind":"file"').length - 1;
  return lines;
}
