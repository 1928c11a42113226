// Other people's software that `--speed` measures beside ours: from the Python package index into virtual environments of their own, or
// from Debian.
import { quietly } from './common.mjs';
import { dentdeidPython, ensureDentdeid } from './study-dentdeid.mjs';
import { ensureVenv, pythonOf } from './venv.mjs';

/** The Python of that environment; it also makes other forms of models (`speed_models.py`). */
export const peersPython = pythonOf('peers');
const PACKAGES = [
  'rapidocr==3.10.0',
  'onnxruntime==1.30.0',
  'presidio-image-redactor==0.0.62',
  'onnx==1.23.2',
  'onnxconverter-common==1.16.0',
];

/** Makes the environment (1 GB) once; returns why it could not be made. */
export const ensurePeers = (say) => reasonAgainst(() => ensureVenv('peers', PACKAGES, say));

function reasonAgainst(make) {
  try {
    make();
  } catch (error) {
    return error.message;
  }
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
    prepare: (say) => reasonAgainst(() => ensureDentdeid(say)),
  },
};
