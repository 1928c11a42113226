import type { Corner } from './compose';
import type { Study } from './person';
import type { Phantom } from './phantom/types';
import type { Piece } from './piece';
import type { Rng } from './random';
import { keep, label, techniqueLines, type Vocabulary, vocabulary, windowText } from './vocabulary';

/** Lines for one corner, or for the middle of one edge. */
export interface ScreenPart {
  readonly at: Corner | 'left' | 'right' | 'top' | 'bottom';
  readonly lines: readonly (readonly Piece[])[];
}

interface ScreenFacts {
  readonly rng: Rng;
  readonly say: Vocabulary;
  readonly phantom: Phantom;
  /** Series and image number, which look like identifiers and are none. */
  readonly series: number;
  readonly image: number;
}

/** What stands on a vendor's screen. */
export function clinicalScreen(
  rng: Rng,
  study: Study,
  phantom: Phantom,
  place: { readonly series: number; readonly image: number },
): ScreenPart[] {
  const facts: ScreenFacts = { rng, say: vocabulary(rng, study), phantom, ...place };
  const { modality } = phantom;
  if (modality === 'US') return ultrasoundScreen(facts);
  if (modality === 'CR' || modality === 'DX' || modality === 'MG') return radiographScreen(facts);
  if (modality === 'XA') return angioScreen(facts);
  return rng.pick([siemensScreen, geScreen, philipsScreen])(facts);
}

function orientation(rng: Rng): ScreenPart[] {
  return rng.pick<ScreenPart[]>([
    [
      { at: 'left', lines: [[keep('R')]] },
      { at: 'right', lines: [[keep('L')]] },
    ],
    [
      { at: 'left', lines: [[keep('R')]] },
      { at: 'top', lines: [[keep('A')]] },
    ],
    [{ at: 'right', lines: [[keep('L')]] }],
    [],
  ]);
}

const position = (phantom: Phantom): Piece[][] =>
  phantom.technique.patientPosition === undefined ? [] : [[keep(phantom.technique.patientPosition)]];

function siemensScreen({ rng, say, phantom, series, image }: ScreenFacts): ScreenPart[] {
  return [
    {
      at: 'top-left',
      lines: [
        [say.name()],
        [say.id()],
        [label('*'), say.birth(), label(','), say.sex(), label(','), say.age()],
        [say.date()],
        [say.time()],
        [keep(`${series} IMA ${image}`)],
      ],
    },
    {
      at: 'top-right',
      lines: [
        [say.institution()],
        [keep(phantom.model)],
        ...(rng.chance(0.4) ? [[label('Ref:'), say.referring()]] : []),
        ...position(phantom),
      ],
    },
    { at: 'bottom-left', lines: techniqueLines(rng, phantom) },
    { at: 'bottom-right', lines: [windowText(rng, phantom)] },
    ...orientation(rng),
  ];
}

function geScreen({ rng, say, phantom, series, image }: ScreenFacts): ScreenPart[] {
  return [
    {
      at: 'top-left',
      lines: [
        [keep(phantom.model)],
        [keep(`Se: ${series}`)],
        [keep(`Im: ${image}`)],
        [keep(phantom.seriesDescription)],
      ],
    },
    {
      at: 'top-right',
      lines: [
        [say.institution()],
        [say.name()],
        [say.sex(), say.age(), say.id()],
        [label('DOB:'), say.birth()],
        [label('Acc:'), say.accession()],
        [say.date()],
        [say.time()],
      ],
    },
    { at: 'bottom-left', lines: techniqueLines(rng, phantom) },
    { at: 'bottom-right', lines: [...position(phantom), windowText(rng, phantom)] },
    ...orientation(rng),
  ];
}

function philipsScreen({ rng, say, phantom, series, image }: ScreenFacts): ScreenPart[] {
  return [
    {
      at: 'top-left',
      lines: [
        [label('Name:'), say.name()],
        [label('ID:'), say.id()],
        [label('DOB:'), say.birth(), label('Sex:'), say.sex()],
        [label('Acc No:'), say.accession()],
      ],
    },
    {
      at: 'top-right',
      lines: [[say.institution()], [label('Study:'), say.date(), say.time()], [keep(phantom.studyDescription)]],
    },
    { at: 'bottom-left', lines: techniqueLines(rng, phantom) },
    { at: 'bottom-right', lines: [[keep(`Img ${image} / Ser ${series}`)], windowText(rng, phantom)] },
    ...orientation(rng),
  ];
}

function ultrasoundScreen({ rng, say, phantom }: ScreenFacts): ScreenPart[] {
  const measured = rng.chance(0.6)
    ? [
        {
          at: 'bottom-left' as const,
          lines: [
            [keep(`+ Dist ${rng.range(0.6, 9).toFixed(2)} cm`)],
            [keep(`x Dist ${rng.range(0.6, 9).toFixed(2)} cm`)],
          ],
        },
      ]
    : [];
  return [
    { at: 'top-left', lines: [[say.institution()], [say.name()], [say.id(), say.sex()]] },
    {
      at: 'top-right',
      lines: [
        [say.date(), say.time()],
        ...(rng.chance(0.5) ? [[label('Op:'), say.operator()]] : []),
        [keep(phantom.studyDescription)],
      ],
    },
    { at: 'left', lines: techniqueLines(rng, phantom) },
    ...measured,
  ];
}

function radiographScreen({ rng, say, phantom }: ScreenFacts): ScreenPart[] {
  const { laterality, viewPosition } = phantom.technique;
  const flash: Piece[][] = [
    [say.name()],
    [label('ID'), say.id()],
    [say.birth(), say.sex()],
    [say.institution()],
    [say.date(), say.time()],
  ];
  const corner = rng.pick(['top-left', 'top-right', 'bottom-right'] as const);
  return [
    { at: corner, lines: flash },
    { at: corner === 'top-left' ? 'right' : 'left', lines: [[keep(laterality ?? 'L')], [keep(viewPosition ?? 'AP')]] },
    { at: 'bottom-left', lines: techniqueLines(rng, phantom) },
  ];
}

function angioScreen({ rng, say, phantom, series }: ScreenFacts): ScreenPart[] {
  return [
    { at: 'top-left', lines: [[say.name()], [say.id()], [say.birth(), say.sex()], [say.date()], [say.time()]] },
    { at: 'top-right', lines: [[say.institution()], [label('Dr.'), say.referring()]] },
    { at: 'bottom-left', lines: techniqueLines(rng, phantom) },
    { at: 'bottom-right', lines: [[keep(`Run ${series}`)], [keep(phantom.seriesDescription)]] },
  ];
}
