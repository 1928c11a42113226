import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysePage } from '../../page/layout';
import { pageOf } from '../testing';
import { explainWords } from './explain';

/** The rules by which words stay, by word; those that go are not in it. */
function staying(text: string, evidence: readonly string[] = []): Readonly<Record<string, string>> {
  const page = pageOf(text);
  const layout = analysePage(page);
  const claimed = evidence.map((value) => {
    const start = page.text.indexOf(value);
    assert.ok(start >= 0, value);
    return { start, end: start + value.length };
  });
  const reasons = explainWords(layout, { evidence: claimed });
  return Object.fromEntries(
    layout.words.flatMap((word, index) => (reasons[index] ? [[word.text, reasons[index].rule]] : [])),
  );
}

test('parameters, units and terms stay', () => {
  assert.deepEqual(staying('PGmax 3 mmHg\nWHO Classification: Osteopenia\nDose 12.5 daN'), {
    PGmax: 'vocabulary',
    '3': 'number-with-unit',
    mmHg: 'unit',
    WHO: 'vocabulary',
    'Classification:': 'vocabulary',
    Osteopenia: 'vocabulary',
    Dose: 'vocabulary',
    '12.5': 'number-with-unit',
    daN: 'unit',
  });
});

test('a bare number, initials, unknown words, dates and a lone sex letter have no reason to stay', () => {
  assert.deepEqual(staying('4887\n\n\nDP\n\n\nAshby District General\n\n\n12.03.1957\n\n\nF'), {});
});

test('evidence beats every reason, and a code beside it is no setting', () => {
  assert.deepEqual(staying('Liver\nC 50', ['Liver']), {});
  const block = staying('Gn 50\nC 51\nDR 150');
  assert.deepEqual(Object.keys(block).sort(), ['150', '50', '51', 'C', 'DR', 'Gn']);
});
