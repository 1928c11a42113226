import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAddresses } from './addresses';

test('streets with their number and towns with their postcode, in the order of many countries', () => {
  const table: [text: string, found: string][] = [
    ['at 250 Old Mill Road today', '250 Old Mill Road'],
    ['Long Street 5', 'Long Street 5'],
    ['Hauptstraße 12a', 'Hauptstraße 12a'],
    ['Lindenstr. 4', 'Lindenstr. 4'],
    ['12 rue de la Paix', '12 rue de la Paix'],
    ['Via Roma, 12', 'Via Roma, 12'],
    ['Calle Mayor nº 8', 'Calle Mayor nº 8'],
    ['ul. Lipowa 4/7', 'ul. Lipowa 4/7'],
    ['Keizersgracht 12', 'Keizersgracht 12'],
    ['Storgatan 5B', 'Storgatan 5B'],
    ['Atatürk Cad. No: 12', 'Atatürk Cad. No: 12'],
    ['Springfield, IL 62701', 'Springfield, IL 62701'],
    ['SW1A 1AA', 'SW1A 1AA'],
  ];
  for (const [text, expected] of table) {
    const found = findAddresses(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found, [expected], text);
  }
});

test('no addresses: words for streets that are technique, names without a number', () => {
  for (const text of [
    '',
    'ECG Gate 75',
    'Cardiac Gate 75%',
    'AV Vmax 120',
    'Al 3.5 mm',
    'OS Macula 12',
    'Ring 12',
    'Via Roma',
    'rue',
  ])
    assert.deepEqual(findAddresses(text), [], text);
});

test('rooms and beds: the code, where a cell holds nothing else', () => {
  const table: [text: string, found: string[]][] = [
    ['Rm 4112', ['4112']],
    ['Ward C3 Bed 2', ['C3', '2']],
    ['Hab. 507-2', ['507-2']],
    ['Zimmer 12', ['12']],
    ['Bed 4/7', []],
    ['Bed', []],
    ['Room temperature 21', []],
  ];
  for (const [text, expected] of table) {
    const found = findAddresses(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found, expected, text);
  }
});
