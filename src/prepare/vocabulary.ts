import type { Study } from './person';
import type { Phantom } from './phantom/types';
import type { Piece } from './piece';
import { publishedBirthDate, publishedDate } from './published-layout';
import type { Rng } from './random';

/** Pieces as vendors write them. Each call fixes one way of writing, so that a screen is consistent in itself. */
export interface Vocabulary {
  readonly name: () => Piece;
  readonly id: () => Piece;
  readonly birth: () => Piece;
  readonly sex: () => Piece;
  readonly age: () => Piece;
  readonly date: () => Piece;
  readonly time: () => Piece;
  readonly institution: () => Piece;
  readonly accession: () => Piece;
  readonly referring: () => Piece;
  readonly operator: () => Piece;
}

/** Text that is neither patient data nor technique. */
export const label = (text: string): Piece => ({ text, field: 'label', phiClass: 'keep' });

/** Technique text, which a redaction must leave alone. */
export const keep = (text: string): Piece => ({ text, field: 'keep', phiClass: 'keep' });

const personName = (rng: Rng): ((pn: string) => string) => {
  const split = (pn: string) => pn.split('^');
  return rng.pick([
    (pn: string) => split(pn).join(', ').toUpperCase(),
    (pn: string) => split(pn).join(', '),
    (pn: string) => split(pn).join(' ').toUpperCase(),
    (pn: string) => split(pn).reverse().join(' '),
    (pn: string) => pn.toUpperCase(),
  ]);
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DATE_STYLES: readonly ((date: string) => string)[] = [
  publishedDate,
  publishedBirthDate,
  (d) => `${d.slice(6)}-${MONTHS[Number(d.slice(4, 6)) - 1]}-${d.slice(0, 4)}`,
  (d) => `${d.slice(6)}.${d.slice(4, 6)}.${d.slice(0, 4)}`,
  (d) => `${d.slice(0, 4)}-${d.slice(4, 6)}-${d.slice(6)}`,
  (d) => `${d.slice(0, 4)}/${d.slice(4, 6)}/${d.slice(6)}`,
  (d) => `${MONTHS[Number(d.slice(4, 6)) - 1]} ${d.slice(6)} ${d.slice(0, 4)}`,
  (d) => `${d.slice(6)} ${MONTHS[Number(d.slice(4, 6)) - 1].toUpperCase()} ${d.slice(2, 4)}`,
];

const TIME_STYLES: readonly ((time: string) => string)[] = [
  (t) => `${t.slice(0, 2)}:${t.slice(2, 4)}:${t.slice(4)}`,
  (t) => `${t.slice(0, 2)}:${t.slice(2, 4)}`,
  (t) =>
    `${String(((Number(t.slice(0, 2)) + 11) % 12) + 1).padStart(2, '0')}:${t.slice(2, 4)}:${t.slice(4)} ${Number(t.slice(0, 2)) < 12 ? 'AM' : 'PM'}`,
];

/** What a header does not tell is not written. */
const filled = (value: string, style: (text: string) => string): string => (value === '' ? '' : style(value));

/** How this vendor writes the facts of a study. */
export function vocabulary(rng: Rng, study: Study): Vocabulary {
  const { patient } = study;
  const name = personName(rng);
  const date = rng.pick(DATE_STYLES);
  const time = rng.pick(TIME_STYLES);
  const age = rng.pick([
    (n: number) => `${String(n).padStart(3, '0')}Y`,
    (n: number) => String(n),
    (n: number) => `${n}Y`,
  ]);
  const person = (pn: string, field: string, phiClass: Piece['phiClass']): Piece => ({
    text: name(pn),
    value: pn,
    field,
    phiClass,
  });
  return {
    name: () => person(`${patient.family}^${patient.given}`, 'name', 'name'),
    id: () => ({ text: patient.id, field: 'id', phiClass: 'id' }),
    birth: () => ({ text: filled(patient.birthDate, date), field: 'dob', phiClass: 'birth-date' }),
    sex: () => ({ text: patient.sex, field: 'sex', phiClass: 'sex' }),
    age: () => ({ text: study.age < 0 ? '' : age(study.age), field: 'age', phiClass: 'age' }),
    date: () => ({ text: filled(study.date, date), field: 'date', phiClass: 'date' }),
    time: () => ({ text: filled(study.time, time), field: 'time', phiClass: 'time' }),
    institution: () => ({ text: study.institution, field: 'inst', phiClass: 'institution' }),
    accession: () => ({ text: study.accession, field: 'accession', phiClass: 'accession' }),
    referring: () => ({ ...person(study.referring, 'physician', 'physician') }),
    operator: () => ({
      text: initials(study.operator),
      value: study.operator,
      field: 'physician',
      phiClass: 'physician',
    }),
  };
}

/** `DOE^JANE` as `JD`. */
const initials = (pn: string): string =>
  pn
    .split('^')
    .reverse()
    .map((part) => part.charAt(0))
    .join('')
    .toUpperCase();

/** Lines of technique text that fit the modality, in the vendors' terms. */
export function techniqueLines(rng: Rng, phantom: Phantom): Piece[][] {
  const { technique: t, modality, raster } = phantom;
  const lines: string[] = [];
  const say = (value: unknown, text: string) => {
    if (value !== undefined) lines.push(text);
  };
  say(t.kVp, rng.pick([`kV ${t.kVp}`, `${t.kVp} kV`, `KVP: ${t.kVp}`]));
  if (modality === 'CT') {
    const mAs = Math.round(((t.tubeCurrent ?? 0) * (t.exposureTime ?? 0)) / 1000);
    say(t.tubeCurrent, rng.pick([`mAs ${mAs}`, `eff. mAs ${mAs}`, `mA ${t.tubeCurrent}`]));
    say(t.sliceThickness, `SL ${t.sliceThickness?.toFixed(1)}`);
    say(t.kernel, `${t.kernel}`);
    lines.push(rng.pick(['GT 0.0', 'DFOV 36.0cm', 'TI 0.5', 'Pitch 1.375:1']));
  } else if (modality === 'MR') {
    say(t.repetitionTime, `TR ${t.repetitionTime}`);
    say(t.echoTime, `TE ${t.echoTime}`);
    say(t.flipAngle, `FA ${t.flipAngle}`);
    say(t.sliceThickness, `SL ${t.sliceThickness?.toFixed(1)}`);
    lines.push(rng.pick([`${t.fieldStrength ?? 1.5}T`, 'NEX 2', 'ETL 16', `MAT ${raster.rows}*${raster.columns}`]));
  } else if (modality === 'US') {
    lines.push(
      `MI ${rng.range(0.4, 1.6).toFixed(1)}`,
      `TIS ${rng.range(0.1, 1.9).toFixed(1)}`,
      `${rng.pick(['C5-1', 'L12-5', '4C', 'S5-1'])}`,
    );
    lines.push(`${rng.int(18, 62)} fps`, `Gn ${rng.int(30, 80)}`, `${rng.int(8, 20)} cm`);
  } else if (modality === 'XA') {
    lines.push(
      `${rng.pick(['LAO', 'RAO'])} ${rng.int(5, 45)}`,
      `${rng.pick(['CRA', 'CAU'])} ${rng.int(5, 30)}`,
      `${rng.pick([7.5, 15, 30])} f/s`,
      'FD 20 cm',
    );
  } else if (modality !== 'OT') {
    lines.push(`${rng.int(2, 120)} mAs`, `${rng.pick(['SID 180 cm', 'EI 1420', 'S 200', 'DAP 1.2'])}`);
  }
  return lines.map((text) => [keep(text)]);
}

/** Window text, the way each vendor spells it. */
export function windowText(rng: Rng, phantom: Phantom): Piece[] {
  const window = phantom.raster.windows[0];
  if (window === undefined) return [keep(`DR ${rng.int(50, 75)} dB`)];
  const { slope, intercept } = phantom.raster.rescale ?? { slope: 1, intercept: 0 };
  const width = Math.round((window.high - window.low) * slope);
  const center = Math.round(((window.low + window.high) / 2) * slope + intercept);
  return [keep(rng.pick([`W ${width} C ${center}`, `W/L: ${width}/${center}`, `W = ${width} L = ${center}`]))];
}
