import { type Phantom, SOP_CLASS } from './phantom/types';
import type { Element } from './write-dicom';

/** Elements that a kind of image must have beside the general ones (PS3.3 A.2 CR, A.3 CT, A.4 MR, A.6 US, A.8 SC, A.14 XA, A.26 DX, A.27 MG). */
export function modalityElements(phantom: Phantom): Element[] {
  return [...techniqueElements(phantom), ...(OWN[phantom.sopClassUID]?.(phantom) ?? [])];
}

function techniqueElements({ technique }: Phantom): Element[] {
  const out: Element[] = [];
  const put = (tag: number, vr: string, value: string | number | undefined) => {
    if (value !== undefined) out.push([tag, vr, String(value)]);
  };
  put(0x00180060, 'DS', technique.kVp);
  put(0x00181151, 'IS', technique.tubeCurrent);
  put(0x00181150, 'IS', technique.exposureTime);
  put(0x00180050, 'DS', technique.sliceThickness);
  put(0x00201041, 'DS', technique.sliceLocation);
  put(0x00181210, 'SH', technique.kernel);
  put(0x00185100, 'CS', technique.patientPosition);
  put(0x00185101, 'CS', technique.viewPosition);
  return out;
}

type Own = (phantom: Phantom) => Element[];

/** The multi-frame module's timing (PS3.3 C.7.6.5, C.7.6.6). */
const cine: Own = ({ raster, technique }) =>
  raster.frames === 1
    ? []
    : [
        [0x00181063, 'DS', String(technique.frameTime ?? 33)],
        [0x00280009, 'AT', [0x00181063]],
      ];

const mr: Own = ({ technique }) => [
  [0x00180020, 'CS', 'SE'],
  [0x00180021, 'CS', 'NONE'],
  [0x00180022, 'CS', ''],
  [0x00180023, 'CS', '2D'],
  [0x00180080, 'DS', String(technique.repetitionTime ?? '')],
  [0x00180081, 'DS', String(technique.echoTime ?? '')],
  [0x00181314, 'DS', String(technique.flipAngle ?? '')],
  [0x00180087, 'DS', String(technique.fieldStrength ?? '')],
  [0x00180091, 'IS', '1'],
];

const code = (value: string, scheme: string, meaning: string): Element[] => [
  [0x00080100, 'SH', value],
  [0x00080102, 'SH', scheme],
  [0x00080104, 'LO', meaning],
];

const projection: Own = ({ technique }) => [
  [0x00080068, 'CS', 'FOR PRESENTATION'],
  [0x00200020, 'CS', ['L', 'F']],
  [0x00200062, 'CS', technique.laterality ?? 'U'],
  [0x00281040, 'CS', 'LOG'],
  [0x00281041, 'SS', [-1]],
  [0x00281052, 'DS', '0'],
  [0x00281053, 'DS', '1'],
  [0x00281054, 'LO', 'US'],
  [0x00282110, 'CS', '00'],
  [0x00187004, 'CS', ''],
  [0x00400555, 'SQ', []],
];

const dx: Own = (phantom) => [
  ...projection(phantom),
  [0x00181508, 'CS', ''],
  [
    0x00082218,
    'SQ',
    phantom.bodyPart === 'HAND' ? [code('85562004', 'SCT', 'Hand')] : [code('51185008', 'SCT', 'Chest')],
  ],
  [0x20500020, 'CS', phantom.raster.photometricInterpretation === 'MONOCHROME1' ? 'INVERSE' : 'IDENTITY'],
];

const mg: Own = (phantom) => [
  ...projection(phantom),
  [0x00181508, 'CS', 'MAMMOGRAPHIC'],
  [0x0018115e, 'DS', '1.2'],
  [0x00400318, 'CS', 'BREAST'],
  [0x00082218, 'SQ', [code('76752008', 'SCT', 'Breast')]],
  [0x00540220, 'SQ', [[...code('399162004', 'SCT', 'cranio-caudal'), [0x00540222, 'SQ', []]]]],
  [0x20500020, 'CS', phantom.raster.photometricInterpretation === 'MONOCHROME1' ? 'INVERSE' : 'IDENTITY'],
];

const xa: Own = (phantom) => [
  ...cine(phantom),
  [0x00200020, 'CS', ''],
  [0x00281040, 'CS', 'LIN'],
  [0x00181155, 'CS', 'GR'],
  [0x00181500, 'CS', 'STATIC'],
  [0x00181510, 'DS', ''],
  [0x00181511, 'DS', ''],
];

const multiFrameCapture: Own = (phantom) => [...cine(phantom), [0x00080064, 'CS', 'WSD'], [0x00200020, 'CS', '']];

const OWN: Readonly<Record<string, Own>> = {
  [SOP_CLASS.mr]: mr,
  [SOP_CLASS.cr]: ({ technique }) => [
    [0x00200020, 'CS', ['L', 'F']],
    [0x00200060, 'CS', technique.laterality ?? ''],
  ],
  [SOP_CLASS.dx]: dx,
  [SOP_CLASS.mg]: mg,
  [SOP_CLASS.us]: () => [[0x00200020, 'CS', '']],
  [SOP_CLASS.usMultiFrame]: (phantom) => [...cine(phantom), [0x00200020, 'CS', '']],
  [SOP_CLASS.xa]: xa,
  [SOP_CLASS.captureMultiFrame]: multiFrameCapture,
  [SOP_CLASS.captureMultiFrameByte]: multiFrameCapture,
  [SOP_CLASS.captureMultiFrameWord]: multiFrameCapture,
  [SOP_CLASS.capture]: () => [
    [0x00080064, 'CS', 'WSD'],
    [0x00200020, 'CS', ''],
  ],
};
