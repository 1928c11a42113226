import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addPadding,
  presidioColourFill,
  presidioFill,
  presidioRescale,
  removePadding,
} from '../../redact/presidio-image';
import { headerValue, pageOf } from '../testing';
import { analyseText } from './analyse';
import type { PresidioEntity } from './types';
import { evaluatePresidio } from './verify';
import { analysePresidio, denyListOf, removeDuplicates } from './words';

/**
 * Text, entity, the part that is found ('' for none) and its score: what presidio-analyzer 2.2.366 itself returned for these texts, but
 * for those with context words (its documentation and tests) and for people, places and dates, which the stand-in for spaCy finds.
 */
const TABLE: readonly [string, PresidioEntity, string, number][] = [
  ['4012888888881881', 'CREDIT_CARD', '4012888888881881', 1],
  ['my credit card: 4012-8888-8888-1881', 'CREDIT_CARD', '4012-8888-8888-1881', 1],
  ['4012888888881882', 'CREDIT_CARD', '', 0],
  ['16Yeavyc6rHMfTcdbEUrjPjUMDgCUBVtkz', 'CRYPTO', '', 0],
  ['16Yeavyc6rHMfTcdbEUrjPjUMDgCUBVtkA', 'CRYPTO', '', 0],
  ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 'CRYPTO', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 1],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'CRYPTO', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 1],
  ['seen 5/21/2012 here', 'DATE_TIME', '5/21/2012', 0.85],
  ['05/2012', 'DATE_TIME', '05/2012', 0.85],
  ['info@presidio.site', 'EMAIL_ADDRESS', 'info@presidio.site', 1],
  ['my email is info@presidio.', 'EMAIL_ADDRESS', '', 0],
  ['IL150120690000003111111', 'IBAN_CODE', 'IL150120690000003111111', 1],
  ['IL15 0120 6900 0000 3111 111', 'IBAN_CODE', 'IL15 0120 6900 0000 3111 111', 1],
  ['IL150120690000003111112', 'IBAN_CODE', '', 0],
  ['address 192.168.0.1 of it', 'IP_ADDRESS', '192.168.0.1', 0.6],
  ['my ip: 192.168.0.1', 'IP_ADDRESS', '192.168.0.1', 0.95],
  ['684D:1111:222:3333:4444:5555:6:77', 'IP_ADDRESS', '684D:1111:222:3333:4444:5555:6:77', 0.6],
  ['192.168.0.999', 'IP_ADDRESS', '', 0],
  ['my certificate number is BB1388568', 'MEDICAL_LICENSE', 'BB1388568', 1],
  ['BB1388569', 'MEDICAL_LICENSE', '', 0],
  ['401-023-2137', 'UK_NHS', '401-023-2137', 1],
  ['401-023-2138', 'UK_NHS', '', 0],
  ['look at https://www.microsoft.com/', 'URL', 'https://www.microsoft.com/', 0.6],
  ['microsoft.com', 'URL', 'microsoft.com', 0.5],
  ['945456787', 'US_BANK_NUMBER', '945456787', 0.05],
  ['my bank account number is 945456787', 'US_BANK_NUMBER', '945456787', 0.4],
  ['H12234567', 'US_DRIVER_LICENSE', 'H12234567', 0.3],
  ['my driver license is H12234567', 'US_DRIVER_LICENSE', 'H12234567', 0.65],
  ['911-701234 911701-234', 'US_ITIN', '911-701234', 0.05],
  ['911701234', 'US_ITIN', '911701234', 0.3],
  ['911-70-1234', 'US_ITIN', '911-70-1234', 0.5],
  ['my tax id is 911-70-1234', 'US_ITIN', '911-70-1234', 0.85],
  ['912803456', 'US_PASSPORT', '912803456', 0.05],
  ['my passport is A12803456', 'US_PASSPORT', 'A12803456', 0.45],
  ['078-05-1126', 'US_SSN', '078-05-1126', 0.5],
  ['my ssn is 078-05-1126', 'US_SSN', '078-05-1126', 0.85],
  ['078-05-1120', 'US_SSN', '', 0],
  ['666-45-6789', 'US_SSN', '', 0],
  ['call +1 425 882 9090 now', 'PHONE_NUMBER', '+1 425 882 9090', 0.75],
  ['seen +1 425 882 9090 now', 'PHONE_NUMBER', '+1 425 882 9090', 0.4],
  ['4255550123', 'PHONE_NUMBER', '4255550123', 0.4],
  ['401-023-2138', 'PHONE_NUMBER', '', 0],
  ['030 1234567', 'PHONE_NUMBER', '030 1234567', 0.4],
  ['00:1A:2B:3C:4D:5E', 'MAC_ADDRESS', '00:1A:2B:3C:4D:5E', 0.6],
  ['0012.3456.789A', 'MAC_ADDRESS', '0012.3456.789A', 0.6],
  ['FF:FF:FF:FF:FF:FF', 'MAC_ADDRESS', '', 0],
  ['550e8400-e29b-41d4-a716-446655440000', 'UUID', '550e8400-e29b-41d4-a716-446655440000', 0.5],
  ['550e8400-e29b-91d4-a716-446655440000', 'UUID', '', 0],
  ['192.168.0.1/24', 'IP_ADDRESS', '192.168.0.1/24', 0.6],
  ['::ffff:192.168.0.1', 'IP_ADDRESS', '::ffff:192.168.0.1', 0.6],
  ['fe80::1/64', 'IP_ADDRESS', 'fe80::1/64', 0.6],
  ['::', 'IP_ADDRESS', '::', 0.1],
  ['10:40:58', 'IP_ADDRESS', '', 0],
  ['il150120690000003111111', 'IBAN_CODE', 'il150120690000003111111', 0.5],
  ['DE89370400440532013000 2 days from today', 'IBAN_CODE', 'DE89370400440532013000', 1],
  ['1748503543012', 'CREDIT_CARD', '', 0],
  ['Dr.Smith', 'URL', 'Dr.Sm', 0.5],
  ['WDLABCD456DG', 'US_DRIVER_LICENSE', '', 0],
  ['A123456789012', 'US_DRIVER_LICENSE', 'A123456789012', 0.3],
  ['1234567', 'US_DRIVER_LICENSE', '1234567', 0.01],
  ['078-05 1126', 'US_SSN', '', 0],
  ['000-12-3456', 'US_SSN', '', 0],
  ['911-89-1234', 'US_ITIN', '', 0],
  ['He met David Johnson there', 'PERSON', 'David Johnson', 0.85],
  ['born in London last year', 'LOCATION', 'London', 0.85],
  ['an American patient', 'NRP', 'American', 0.85],
];

test('each recogniser finds what Presidio says it finds, with its score', () => {
  for (const [text, entity, expected, score] of TABLE) {
    const [found] = analyseText(text, { entities: [entity] });
    assert.equal(found === undefined ? '' : text.slice(found.start, found.end), expected, `${entity} in ${text}`);
    assert.equal(found?.score.toFixed(2) ?? '0.00', score.toFixed(2), `${entity} score in ${text}`);
  }
});

test('the score threshold and the allow-list remove results', () => {
  assert.equal(analyseText('945456787', { entities: ['US_BANK_NUMBER'], scoreThreshold: 0.06 }).length, 0);
  assert.equal(analyseText('H12234567', { entities: ['US_DRIVER_LICENSE'], allowList: ['H12234567'] }).length, 0);
});

test('the deny-list: what the header says of the patient and of names in all forms, sex letters, nothing else', () => {
  const list = denyListOf([
    headerValue('PatientName', 'DOE-ROE^JANE', 'PN'),
    headerValue('PatientID', 'S-7'),
    headerValue('PatientSex', 'F', 'CS'),
    headerValue('StationName', 'ct scanner'),
    headerValue('StudyID', 'Q-8'),
    headerValue('StudyDate', '20110609', 'DA'),
    headerValue('SeriesNumber', '3', 'IS'),
    headerValue('PatientID', 'inner', 'LO', 1),
  ]);
  for (const entry of [
    'DOE-ROE^JANE',
    'DOE ROE JANE',
    'doe roe jane',
    'Doe Roe Jane',
    'ROE',
    'Jane',
    'S-7',
    'S 7',
    'Ct',
    '[M]',
    'F',
  ])
    assert.ok(list.includes(entry), entry);
  for (const entry of ['Q-8', '20110609', '3', 'inner', '']) assert.ok(!list.includes(entry), entry);
});

test('the deny-list: whole words in any case, letters with accents are letters', () => {
  const found = (text: string) =>
    analyseText(text, { denyList: ['OWSKI', 'A.B'], entities: ['PERSON'] })
      .filter(({ recogniser }) => recogniser === 'deny-list')
      .map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found('xx owski, (Owski) OWSKIX MICHAŁOWSKI a.b aXb'), ['owski', 'Owski', 'a.b']);
});

test('words that were read with little confidence are left out on demand', () => {
  const page = pageOf('M 120');
  const [placed] = page.lines;
  const characters = placed.line.characters.map((character, index) => ({ ...character, score: index === 0 ? 0.4 : 1 }));
  const doubtful = { ...page, lines: [{ ...placed, line: { ...placed.line, characters } }] };
  const header = [headerValue('PatientSex', 'M', 'CS')];
  assert.equal(analysePresidio(doubtful, { header }).length, 1);
  assert.equal(analysePresidio(doubtful, { header, ocrThreshold: 50 }).length, 0);
  assert.throws(() => analysePresidio(page, { header, ocrThreshold: 101 }), RangeError);
});

test('of two entities at one place the surer one stays, of equal ones the later one', () => {
  const at = (left: number, score: number) => ({ box: { left, top: 0, right: left + 9, bottom: 9 }, score });
  const items = [at(0, 0.4), at(3, 0.85), at(100, 0.5), at(105, 0.5), at(200, 0.1)];
  assert.deepEqual(
    removeDuplicates(items, (item) => item).map(({ box }) => box.left),
    [3, 105, 200],
  );
});

test('one hit for each word, once although two recognisers know it', () => {
  const page = pageOf('1988 Jun 09 QUIX OZAN M\n120 kV');
  const hits = analysePresidio(page, { header: [headerValue('PatientName', 'QUIX^OZAN', 'PN')] });
  const texts = hits.map((hit) => hit.text);
  assert.deepEqual(new Set(texts).size, texts.length);
  for (const word of ['QUIX', 'OZAN', 'M', '1988', 'Jun', '09']) assert.ok(texts.includes(word), word);
  assert.ok(!texts.includes('kV'));
  for (const hit of hits) assert.equal(hit.boxes.length, 1);
});

test('evaluation: tolerance, duplicates and the words behind false detections', () => {
  const at = (text: string, left: number, top: number) => ({
    text,
    box: { left, top, right: left + 60, bottom: top + 12 },
  });
  const truth = [at('NAME', 100, 100), at('DATE', 100, 300)];
  const read = [at('NAME', 102, 101), at('kV', 400, 300)];
  const result = evaluatePresidio(truth, read, [at('x', 130, 90), at('x', 131, 91), at('y', 400, 300)]);
  assert.deepEqual(
    result.positives.map((word) => word.text),
    ['NAME', 'kV'],
  );
  assert.equal(result.precision, 0.5);
  assert.equal(result.recall, 0.5);
  assert.deepEqual(evaluatePresidio([], [], []), { positives: [], precision: 0, recall: 0 });
});

test('rescaling turns the polarity, takes the whole range or the window, cuts fractions', () => {
  assert.deepEqual([...presidioRescale([-4, 0, 1, 4])], [255, 127, 95, 0]);
  assert.deepEqual([...presidioRescale([7, 7])], [0, 0]);
  assert.deepEqual([...presidioRescale([-900, 0, 10, 20, 3000], (value) => value / 20)], [255, 255, 127, 0, 0]);
});

test('padding has the commonest grey, of colour pictures that of the middle, and comes off again', () => {
  const frame = { frameIndex: 0, view: 'default', width: 3, height: 1, gray: Uint8Array.of(7, 7, 9) };
  const padded = addPadding(frame, 2);
  assert.deepEqual([padded.width, padded.height, padded.gray[0], padded.gray[2 * 7 + 4]], [7, 5, 7, 9]);
  const colour = { ...frame, gray: Uint8Array.of(7, 9, 7), rgb: new Uint8Array(9) };
  assert.equal(addPadding(colour, 2).gray[0], 9);
  assert.throws(() => addPadding(frame, 0), RangeError);
  const [line] = removePadding(
    pageOf('  ab').lines.map((placed) => placed.line),
    10,
  );
  assert.deepEqual(line.box, { left: 6, top: 0, right: 22, bottom: 12 });
});

test('the fill of grey pictures: from the corners', () => {
  const samples = new Array(16).fill(3);
  samples[0] = 10;
  assert.equal(presidioFill(samples, 4, 4, 'background'), 3);
  assert.equal(presidioFill(samples, 4, 4), 7);
  assert.throws(() => presidioFill(samples, 4, 4, 'contrast', 1), RangeError);
});

test('the fill of colour pictures: from the middle', () => {
  const samples = Array.from({ length: 27 }, (_, index) => index);
  assert.deepEqual(presidioColourFill(samples, 3, 3, 255, 'background'), [12, 13, 14]);
  assert.deepEqual(presidioColourFill(samples, 3, 3, 255), [243, 242, 241]);
});
