// Other people's software that `--speed` measures beside ours: from the Python package index into virtual environments of their own, or
// from Debian.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, quietly, tail } from './common.mjs';
import { findPython } from './python.mjs';
import { dentdeidPython, ensureDentdeid } from './study-dentdeid.mjs';

const venv = inRoot('.cache', 'peers');
/** The Python of that environment; it also makes other forms of models (`speed_models.py`). */
export const peersPython =
  process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
const PACKAGES = [
  'rapidocr==3.10.0',
  'onnxruntime==1.30.0',
  'presidio-image-redactor==0.0.62',
  'onnx==1.23.2',
  'onnxconverter-common==1.16.0',
];

/** Makes the environment once; returns why it could not be made. */
export function ensurePeers(say) {
  const stamp = join(venv, '.packages');
  const wanted = PACKAGES.join(' ');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return undefined;
  say(`Installing ${wanted} into .cache/peers (once; 1 GB) ...`);
  rmSync(venv, { recursive: true, force: true });
  const base = findPython();
  const steps = [
    [base.command, [...base.args, '-m', 'venv', venv]],
    [peersPython, ['-m', 'pip', 'install', '-q', '--no-input', '--disable-pip-version-check', ...PACKAGES]],
  ];
  for (const [command, args] of steps) {
    const { status, output } = quietly(command, args);
    if (status !== 0) return `it could not be installed (${tail(output, 1)})`;
  }
  writeFileSync(stamp, wanted);
  return undefined;
}

const withoutTesseract = () =>
  quietly('tesseract', ['--version']).status === 0
    ? undefined
    : 'there is no command tesseract (Debian: tesseract-ocr)';

/** By the name that `speed_peer.py` knows. `prepare` installs what is missing and returns why it could not. */
export const PEERS = {
  rapidocr: { title: 'RapidOCR 3.10.0', python: peersPython, prepare: ensurePeers },
  tesseract: { title: 'tesseract command line', python: 'python3', prepare: withoutTesseract },
  presidio: {
    title: 'presidio-image-redactor 0.0.62',
    python: peersPython,
    prepare: (say) => withoutTesseract() ?? ensurePeers(say),
    note: 'its spaCy model is on no package index: an empty one takes its place, so names are not looked for',
  },
  dentdeid: {
    title: 'dentdeid 0.1.0',
    python: dentdeidPython,
    prepare() {
      try {
        ensureDentdeid();
      } catch (error) {
        return error.message;
      }
      return undefined;
    },
  },
};
