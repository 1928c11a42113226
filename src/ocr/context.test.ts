import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fixLookAlikes } from './context';

const fixed = (text: string) =>
  fixLookAlikes([...text].map((char, index) => ({ char, score: 0.9, alternatives: [], left: index, right: index + 1 })))
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

it('keeps the first reading among the alternatives', () => {
  const [, o] = fixLookAlikes([...'D0B'].map((char) => ({ char, score: 0.9, alternatives: [], left: 0, right: 1 })));
  assert.deepEqual([o.char, o.alternatives], ['O', [{ char: '0', score: 0.9 }]]);
});
