import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../../base/types';
import { analysePage } from '../../page/layout';
import { pageOf } from '../testing';
import { type ExplainContext, explainWords } from './explain';
import { wordNetwork } from './testing';

const explain = async (page: Page, context: Partial<ExplainContext> = {}) =>
  explainWords(analysePage(page), { evidence: [], ...context }, await wordNetwork());

/** The rules by which words stay, by word; those that go are not in it. */
async function staying(text: string, evidence: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const page = pageOf(text);
  const layout = analysePage(page);
  const claimed = evidence.map((value) => {
    const start = page.text.indexOf(value);
    assert.ok(start >= 0, value);
    return { start, end: start + value.length, phiClass: 'name' as const };
  });
  const reasons = await explain(page, { evidence: claimed });
  return Object.fromEntries(
    layout.words.flatMap((word, index) => (reasons[index] ? [[word.text, reasons[index].rule]] : [])),
  );
}

test('parameters, units and terms stay', async () => {
  assert.deepEqual(await staying('PGmax 3 mmHg\nWHO Classification: Osteopenia\nDose 12.5 daN'), {
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

test('a bare number, initials, unknown words, dates and a lone sex letter have no reason to stay', async () => {
  assert.deepEqual(await staying('4887\n\n\nDP\n\n\nAshby District General\n\n\n12.03.1957\n\n\nF'), {});
});

test('evidence beats every reason, and a code beside it is no setting', async () => {
  assert.deepEqual(await staying('Liver\nC 50', ['Liver']), {});
  const block = await staying('Gn 50\nC 51\nDR 150');
  assert.deepEqual(Object.keys(block).sort(), ['150', '50', '51', 'C', 'DR', 'Gn']);
});

test('a maker named for the place is no identity; two letters of a place are none', async () => {
  const value = (keyword: string, text: string) => ({ tag: '00000000', keyword, vr: 'LO', value: text, depth: 0 });
  const page = pageOf('GE MEDICAL SYSTEMS\n\n\n\nGn 50\nDR 60');
  const stays = async (header: ExplainContext['header']) =>
    (await explain(page, { header })).map((reason) => reason !== undefined);
  const own = [value('Manufacturer', 'G.E. Medical Systems'), value('InstitutionName', 'GE MEDICAL SYSTEMS')];
  assert.deepEqual(await stays(own), [true, true, true, true, true, true, true]);
  const other = [value('Manufacturer', 'Acme'), value('InstitutionName', 'Medical Systems Dr. Weber')];
  assert.deepEqual((await stays(other)).slice(1, 3), [false, false]);
  assert.deepEqual((await stays(other)).slice(-2), [true, true]);
});

test('on a screen without any patient data initials that nobody knows may stay; beside a date they have no reason', async () => {
  const screen = 'Gn 50\nDR 60\nFR 31 Hz\nDepth 15.0 cm\nMI 1.2\nPower 100 %\nGHQ';
  assert.ok('GHQ' in (await staying(screen)));
  assert.ok(!('GHQ' in (await staying(`${screen}\n12.03.1957`))));
  assert.ok(!('GHQ' in (await staying('Gn 50\nGHQ'))));
});

const SCREEN = 'Gn 50\nDR 60\nFR 31 Hz\nDepth 15.0 cm\nMI 1.2\nPower 100 %\n\n\n';

test('a name that no finder knows is none of the annotations around it, nor what stands in its cell', async () => {
  for (const banner of ['Haugen', 'Haddad R.', 'Sato 2210'])
    for (const word of banner.split(' '))
      assert.ok(!(word in (await staying(SCREEN + banner))), `${word} of ${banner}`);
});

test('a name that was found is one wherever it stands; a term that is a name, too, stays a term', async () => {
  assert.ok(!('Zelmanik' in (await staying(`ZELMANIK, MAJ\n\n\n${SCREEN}Compare Zelmanik`, ['ZELMANIK, MAJ']))));
  assert.ok('Liver' in (await staying(`LIVER, MAJ\n\n\n${SCREEN}Liver`, ['LIVER, MAJ'])));
});

test('four digits behind one or two letters, and a fraction behind an unknown word, are no parameter and no image of many', async () => {
  for (const id of ['MR 4471', 'P 2290', 'Kartoteka 18/77', 'L44-2'])
    assert.ok(!(id.split(' ').at(-1)! in (await staying(`OKAFOR\n${id}`, ['OKAFOR']))), id);
  const kept = await staying(`${SCREEN}TR 3000\nWW 4095\nImage 18/77\nL12-5`);
  for (const value of ['3000', '4095', '18/77', 'L12-5']) assert.ok(value in kept, value);
});

test('a word of so few letters for its length is misread: nothing says what it is', async () => {
  const read = pageOf('HEAD KNEE\nGn 50\nVmax 120 cm/s\nTR 500\nTE 90\nFOV 240 mm');
  const wide = (left: number) => 4 * left;
  const page = {
    ...read,
    lines: read.lines.map((placed, index) => {
      if (index > 0) return placed;
      const { line } = placed;
      const characters = line.characters.map((one) => ({
        ...one,
        box: { ...one.box, left: wide(one.box.left), right: wide(one.box.right) },
      }));
      return { ...placed, line: { ...line, characters, box: { ...line.box, right: wide(line.box.right) } } };
    }),
  };
  const [asRead, stretched] = [await explain(read), await explain(page)];
  assert.deepEqual(
    asRead.slice(0, 2).map((reason) => reason !== undefined),
    [true, true],
  );
  assert.deepEqual(stretched.slice(0, 2), [undefined, undefined]);
  assert.ok(stretched[2] !== undefined);
});

test("the header's words for the scanner stay wherever they stand; two letters of it may be initials", async () => {
  const header = [{ tag: '00081090', keyword: 'ManufacturerModelName', vr: 'LO', value: 'Zorvex AS', depth: 0 }];
  const first = async (text: string) => (await explain(pageOf(`${text}\n12.03.1957`), { header }))[0];
  assert.deepEqual([(await first('Zorvex KQX'))?.rule, await first('AS KQX')], ['device', undefined]);
});
