import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fixLookAlikes } from './context';

const O = [{ char: 'O', score: 0.05 }];
const fixed = (text: string) =>
  fixLookAlikes([...text].map((char, index) => ({ char, score: 0.9, alternatives: O, left: index, right: index + 1 })))
    .map(({ char }) => char)
    .join('');

it('tells letters and digits of one shape apart by their neighbours', () => {
  const cases: Readonly<Record<string, string>> = {
    'D0B: 05': 'DOB: 05',
    '07 0CT 1938': '07 OCT 1938',
    '2001 JuI 05': '2001 Jul 05',
    'Patient lD:': 'Patient ID:',
    'MedicaI CIinic': 'Medical Clinic',
    '1924-1O-24': '1924-1O-24',
    '19O4': '1904',
    'DFOV 36.Ocm': 'DFOV 36.0cm',
    'NICOLAS~RUSTY': 'NICOLAS^RUSTY',
    'Img 133 / Ser1': 'Img 133 / Ser1',
    'DFOV 36.0cm': 'DFOV 36.0cm',
    // What may be meant as it stands.
    A376242: 'A376242',
    O825W0629: 'O825W0629',
    'ID: 1': 'ID: 1',
    '5.0 mm': '5.0 mm',
    ILLINOIS: 'ILLINOIS',
    Lloyd: 'Lloyd',
    'Bill I': 'Bill I',
  };
  for (const [read, meant] of Object.entries(cases)) assert.equal(fixed(read), meant);
});

it('leaves a zero that is nothing but a zero', () => {
  const [zero] = fixLookAlikes([...'0cm'].map((char) => ({ char, score: 1, alternatives: [], left: 0, right: 1 })));
  assert.equal(zero.char, '0');
});

it('keeps the first reading among the alternatives', () => {
  const [, o] = fixLookAlikes([...'D0B'].map((char) => ({ char, score: 0.9, alternatives: O, left: 0, right: 1 })));
  assert.deepEqual([o.char, o.alternatives], ['O', [{ char: '0', score: 0.9 }]]);
});
