import { DeidError } from '../base/errors';
import type { HeaderValue } from '../base/types';
import { readFrame, type StoredFrame } from '../dicom/frames';
import { headerValues } from '../dicom/header';
import { type DicomFile, openDicom } from '../dicom/open';
import { sampleValues } from '../dicom/samples';
import { displayedRgb } from '../dicom/views';
import { type Patient, type Study, yearsBetween } from './person';
import { type Phantom, SOP_CLASS } from './phantom/types';
import type { Raster, Samples, Window } from './raster';

/** Rows and columns below which text would cover all or not fit. */
const SMALLEST = 128;

/** A user's image as ground, with the facts that its header tells. */
export interface Ground {
  /** Number of the (first) frame in the source file, from 0. */
  readonly frame: number;
  readonly phantom: Phantom;
  readonly header: Study;
}

/**
 * The frames of a DICOM file as grounds: one for each frame (`split`, as the published process does) or one with all frames (`whole`).
 * Nothing of the source's header is carried into new files but modality, pixel description and window; the source is only read.
 * Throws `DeidError`: those of `openDicom` and `readFrame`, `NO_PIXEL_DATA`, `BITS_ALLOCATED` (more than 16 bits stored), `ground-too-small`.
 */
export async function* readGrounds(bytes: Uint8Array, multiFrame: 'split' | 'whole'): AsyncGenerator<Ground> {
  const file = openDicom(bytes);
  const { image } = file;
  if (image === undefined) throw new DeidError('NO_PIXEL_DATA', 'the file has no pixel data');
  if (image.bitsStored > 16)
    throw new DeidError('BITS_ALLOCATED', 'more than 16 bits stored are not supported as a ground');
  if (Math.min(image.rows, image.columns) < SMALLEST) {
    throw new DeidError('ground-too-small', `an image needs ${SMALLEST} rows and columns to carry text`);
  }
  const values = headerValues(file).filter(({ depth }) => depth === 0);
  const header = studyOfHeader(values);
  const window = headerWindow(values);
  const ground = (frame: number, parts: Samples[]): Ground => ({
    frame,
    phantom: sourcePhantom(file, parts, window, values),
    header,
  });
  const whole: Samples[] = [];
  for (let frame = 0; frame < image.numberOfFrames; frame++) {
    const samples = groundSamples(file, await readFrame(file, frame));
    if (multiFrame === 'split') yield ground(frame, [samples]);
    else whole.push(samples);
  }
  if (multiFrame === 'whole') yield ground(0, whole);
}

/** Grey as stored, in the smallest type that holds it; colour and palette as RGB. */
function groundSamples(file: DicomFile, stored: StoredFrame): Samples {
  const image = file.image!;
  if (image.samplesPerPixel === 3 || image.photometricInterpretation === 'PALETTE COLOR') {
    const { data, channels } = displayedRgb(file, stored);
    return channels === 3 ? data : Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]);
  }
  const values = sampleValues(image, stored.samples);
  if (image.bitsStored === 1) return Uint8Array.from(values, (bit) => bit * 255);
  if (image.pixelRepresentation === 1) return Int16Array.from(values);
  return image.bitsStored > 8 ? Uint16Array.from(values) : Uint8Array.from(values);
}

function sourcePhantom(
  file: DicomFile,
  parts: readonly Samples[],
  window: Window | undefined,
  values: readonly HeaderValue[],
): Phantom {
  const image = file.image!;
  const colour = image.samplesPerPixel === 3 || image.photometricInterpretation === 'PALETTE COLOR';
  const samples = concatenate(parts);
  const rescale = rescaleOf(values);
  const raster: Raster = {
    rows: image.rows,
    columns: image.columns,
    frames: parts.length,
    samplesPerPixel: colour ? 3 : 1,
    photometricInterpretation: colour
      ? 'RGB'
      : image.photometricInterpretation === 'MONOCHROME1'
        ? 'MONOCHROME1'
        : 'MONOCHROME2',
    bitsStored: colour || image.bitsStored === 1 ? 8 : image.bitsStored,
    signed: !colour && image.pixelRepresentation === 1,
    samples,
    windows: colour ? [] : [window ?? spread(samples)],
    ...(colour || rescale === undefined ? {} : { rescale: { ...rescale, type: 'US' } }),
  };
  return {
    raster,
    modality: (/^[A-Z]{2}$/.test(file.modality) ? file.modality : 'OT') as Phantom['modality'],
    sopClassUID: captureClass(raster),
    manufacturer: 'UNKNOWN',
    model: 'Workstation',
    studyDescription: 'STUDY',
    seriesDescription: 'SERIES',
    bodyPart: '',
    imageType: ['DERIVED', 'SECONDARY'],
    technique: {},
  };
}

/** Secondary capture, single or multi-frame by kind of pixel (PS3.3 A.8). */
function captureClass({ frames, samplesPerPixel, bitsStored }: Raster): string {
  if (frames === 1) return SOP_CLASS.capture;
  if (samplesPerPixel === 3) return SOP_CLASS.captureMultiFrame;
  return bitsStored > 8 ? SOP_CLASS.captureMultiFrameWord : SOP_CLASS.captureMultiFrameByte;
}

function concatenate(parts: readonly Samples[]): Samples {
  if (parts.length === 1) return parts[0];
  const make = parts[0].constructor as new (length: number) => Samples;
  const out = new make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const numbers = (values: readonly HeaderValue[], tag: string): number[] =>
  values.filter((value) => value.tag === tag).map(({ value }) => Number(value));

function rescaleOf(values: readonly HeaderValue[]): { readonly slope: number; readonly intercept: number } | undefined {
  const [slope, intercept] = [numbers(values, '00281053')[0], numbers(values, '00281052')[0]];
  return Number.isFinite(slope) && Number.isFinite(intercept) && slope > 0 ? { slope, intercept } : undefined;
}

/** The header's first window, in stored values (PS3.3 C.11.2.1.2). */
function headerWindow(values: readonly HeaderValue[]): Window | undefined {
  const [center, width] = [numbers(values, '00281050')[0], numbers(values, '00281051')[0]];
  if (!Number.isFinite(center) || !Number.isFinite(width) || width <= 1) return undefined;
  const { slope, intercept } = rescaleOf(values) ?? { slope: 1, intercept: 0 };
  const stored = (value: number) => Math.round((value - intercept) / slope);
  return { low: stored(center - width / 2), high: stored(center + width / 2) };
}

/** From the least to the greatest value that occurs. */
function spread(samples: Samples): Window {
  let [low, high] = [samples[0] ?? 0, samples[0] ?? 0];
  for (const value of samples) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high: Math.max(high, low + 1) };
}

/** What the published process draws: the header's own values. What is missing stays empty. */
function studyOfHeader(values: readonly HeaderValue[]): Study {
  const get = (tag: string): string => values.find((value) => value.tag === tag)?.value ?? '';
  const [family, given = ''] = get('00100010').split('=')[0].split('^');
  const date = (tag: string) => (/^\d{8}$/.test(get(tag)) ? get(tag) : '');
  const sex = get('00100040');
  const patient: Patient = {
    family,
    given,
    id: get('00100020'),
    birthDate: date('00100030'),
    sex: sex === 'M' || sex === 'F' ? sex : 'O',
    address: '',
    phone: '',
  };
  const studyDate = date('00080020');
  const told = Number.parseInt(get('00101010'), 10);
  const age = Number.isNaN(told)
    ? patient.birthDate !== '' && studyDate !== ''
      ? yearsBetween(patient.birthDate, studyDate)
      : -1
    : told;
  return {
    patient,
    date: studyDate,
    time: get('00080030').slice(0, 6),
    age,
    accession: get('00080050'),
    studyId: get('00200010'),
    institution: get('00080080'),
    institutionAddress: '',
    referring: get('00080090'),
    performing: get('00081050'),
    operator: get('00081070'),
    station: '',
  };
}
