import { modalityElements } from './header-modality';
import type { Study } from './person';
import type { Phantom } from './phantom/types';
import type { Rng } from './random';
import type { Raster } from './raster';
import type { Element } from './write-dicom';

/** Where a file stands in its examination. */
export interface FilePlace {
  readonly seriesNumber: number;
  readonly instanceNumber: number;
  /** The pixels hold patient data (Burned In Annotation, PS3.3 C.7.6.1). */
  readonly identifies: boolean;
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly instanceUID: string;
}

/** A UUID-derived UID (PS3.5 B.2), at most 44 characters, from the random stream. */
export function inventUid(rng: Rng): string {
  let value = 0n;
  for (let i = 0; i < 4; i++) value = (value << 32n) | BigInt(rng.uint32());
  return `2.25.${value}`;
}

/** All elements of a generated file, in no order. */
export function fileElements(phantom: Phantom, raster: Raster, study: Study, place: FilePlace): Element[] {
  return [
    ...identityElements(study),
    ...equipmentElements(phantom, study),
    ...instanceElements(phantom, study, place),
    ...modalityElements(phantom),
    ...geometryElements(phantom, place),
    ...pixelElements(raster),
  ];
}

function identityElements({ patient, ...study }: Study): Element[] {
  return [
    [0x00100010, 'PN', patient.given === '' ? patient.family : `${patient.family}^${patient.given}`],
    [0x00100020, 'LO', patient.id],
    [0x00100030, 'DA', patient.birthDate],
    [0x00100040, 'CS', patient.sex],
    [0x00101010, 'AS', study.age < 0 ? '' : `${String(study.age).padStart(3, '0')}Y`],
    [0x00080020, 'DA', study.date],
    [0x00080030, 'TM', study.time],
    [0x00080050, 'SH', study.accession],
    [0x00080080, 'LO', study.institution.slice(0, 64)],
    [0x00080081, 'ST', study.institutionAddress],
    [0x00080090, 'PN', study.referring],
    [0x00081050, 'PN', study.performing],
    [0x00081070, 'PN', study.operator],
    [0x00200010, 'SH', study.studyId],
  ];
}

function equipmentElements(phantom: Phantom, study: Study): Element[] {
  return [
    [0x00080070, 'LO', phantom.manufacturer],
    [0x00081090, 'LO', phantom.model],
    [0x00081010, 'SH', study.station],
    [0x00181000, 'LO', study.studyId],
    [0x00181020, 'LO', 'V1.0'],
  ];
}

function instanceElements(phantom: Phantom, study: Study, place: FilePlace): Element[] {
  return [
    [0x00080005, 'CS', 'ISO_IR 192'],
    [0x00080008, 'CS', phantom.imageType],
    [0x00080016, 'UI', phantom.sopClassUID],
    [0x00080018, 'UI', place.instanceUID],
    [0x00080021, 'DA', study.date],
    [0x00080022, 'DA', study.date],
    [0x00080023, 'DA', study.date],
    [0x00080031, 'TM', study.time],
    [0x00080032, 'TM', study.time],
    [0x00080033, 'TM', study.time],
    [0x00080060, 'CS', phantom.modality],
    [0x00081030, 'LO', phantom.studyDescription],
    [0x0008103e, 'LO', phantom.seriesDescription],
    [0x00180015, 'CS', phantom.bodyPart],
    [0x0020000d, 'UI', place.studyUID],
    [0x0020000e, 'UI', place.seriesUID],
    [0x00200011, 'IS', String(place.seriesNumber)],
    [0x00200012, 'IS', '1'],
    [0x00200013, 'IS', String(place.instanceNumber)],
    [0x00280301, 'CS', place.identifies ? 'YES' : 'NO'],
  ];
}

function geometryElements(phantom: Phantom, place: FilePlace): Element[] {
  const out: Element[] = [];
  if (phantom.pixelSpacing === undefined) return out;
  const spacing = phantom.pixelSpacing.map(String);
  if (phantom.modality !== 'CT' && phantom.modality !== 'MR') return [[0x00181164, 'DS', spacing]];
  const z = phantom.technique.sliceLocation ?? 0;
  const { rows, columns } = phantom.raster;
  const corner = [(-columns / 2) * phantom.pixelSpacing[1], (-rows / 2) * phantom.pixelSpacing[0], z];
  out.push(
    [0x00280030, 'DS', spacing],
    [0x00200032, 'DS', corner.map((n) => String(Math.round(n * 1000) / 1000))],
    [0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']],
    [0x00200052, 'UI', `${place.studyUID}.1`],
    [0x00201040, 'LO', ''],
  );
  return out;
}

/** The image pixel, VOI LUT and modality LUT modules (PS3.3 C.7.6.3, C.11.2, C.11.1). */
export function pixelElements(raster: Raster): Element[] {
  const wide = raster.samples.BYTES_PER_ELEMENT === 2;
  const out: Element[] = [
    [0x00280002, 'US', [raster.samplesPerPixel]],
    [0x00280004, 'CS', raster.photometricInterpretation],
    [0x00280010, 'US', [raster.rows]],
    [0x00280011, 'US', [raster.columns]],
    [0x00280100, 'US', [wide ? 16 : 8]],
    [0x00280101, 'US', [raster.bitsStored]],
    [0x00280102, 'US', [raster.bitsStored - 1]],
    [0x00280103, 'US', [raster.signed ? 1 : 0]],
    [0x7fe00010, wide ? 'OW' : 'OB', raster.samples],
  ];
  if (raster.samplesPerPixel === 3) out.push([0x00280006, 'US', [0]]);
  if (raster.frames > 1) out.push([0x00280008, 'IS', String(raster.frames)]);
  if (raster.rescale !== undefined) {
    out.push(
      [0x00281052, 'DS', String(raster.rescale.intercept)],
      [0x00281053, 'DS', String(raster.rescale.slope)],
      [0x00281054, 'LO', raster.rescale.type],
    );
  }
  if (raster.windows.length > 0) out.push(...windowElements(raster));
  if (raster.palette !== undefined) out.push(...paletteElements(raster.palette));
  return out;
}

/** Window centre and width are in output values, after the rescale (PS3.3 C.11.2.1.2: width spans `high - low + 1` stored steps). */
function windowElements(raster: Raster): Element[] {
  const { slope, intercept } = raster.rescale ?? { slope: 1, intercept: 0 };
  const out = (value: number) => value * slope + intercept;
  const windows = raster.windows.map(({ low, high }) => [
    (out(low) + out(high) + slope) / 2,
    out(high) - out(low) + slope,
  ]);
  const elements: Element[] = [
    [0x00281050, 'DS', windows.map(([center]) => String(center))],
    [0x00281051, 'DS', windows.map(([, width]) => String(width))],
  ];
  if (raster.windows.every(({ name }) => name !== undefined)) {
    elements.push([0x00281055, 'LO', raster.windows.map(({ name }) => name as string)]);
  }
  return elements;
}

function paletteElements({ red, green, blue }: NonNullable<Raster['palette']>): Element[] {
  const table = (entries: Uint8Array) => Uint16Array.from(entries, (value) => value * 257);
  const descriptor = [256, 0, 16];
  return [
    [0x00281101, 'US', descriptor],
    [0x00281102, 'US', descriptor],
    [0x00281103, 'US', descriptor],
    [0x00281201, 'OW', table(red)],
    [0x00281202, 'OW', table(green)],
    [0x00281203, 'OW', table(blue)],
  ];
}
