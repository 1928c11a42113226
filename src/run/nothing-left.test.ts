import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { encodeElement, joinBytes, type NewElement } from '../dicom/build';
import { openDicom } from '../dicom/open';
import { buildDicom, type TestFile } from '../dicom/testing';
import { PERSON, plantedIn, plantIdentities } from '../redact/planted';
import { hashesBelow } from './testing';

/** A made-up person in every attribute of the inputs and in their names: nothing of it in whatever a run writes, says or calls something. */

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const NAME = 'Quixworthy, Zebedia QZX7719353';

const sopClass = (suffix: string): NewElement => ({
  tag: 0x00080016,
  vr: 'UI',
  value: `1.2.840.10008.5.1.4.1.1.${suffix}`,
});
const planted = async (file: TestFile) => (await plantIdentities(openDicom(buildDicom(file)))).bytes;
const picture: TestFile = { rows: 32, columns: 32 };
const document: NewElement = { tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4') };

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await mkdir(at('in', NAME), { recursive: true });
  const image = await planted(picture);
  const again = encodeElement(
    { tag: 0x00100010, vr: 'PN', value: PERSON.name },
    { explicit: true, littleEndian: true },
  );
  const inputs: Readonly<Record<string, Uint8Array>> = {
    'image.dcm': image,
    'cut.dcm': image.subarray(0, image.length / 2),
    'twice.dcm': joinBytes([image, again]),
    'state.dcm': await planted({ pixels: null, elements: [sopClass('11.1')] }),
    'document.dcm': await planted({ pixels: null, elements: [sopClass('104.1'), document] }),
    'unknown.dcm': await planted({ pixels: null, elements: [{ tag: 0x00080016, vr: 'UI', value: '1.2.3' }] }),
    'letter.txt': Buffer.from(PERSON.name),
  };
  for (const [name, bytes] of Object.entries(inputs)) await writeFile(at('in', NAME, `${PERSON.id} ${name}`), bytes);
});

after(() => rm(root, { recursive: true, force: true }));

for (const how of [[], ['--json', '--log-level', 'debug', '--workers', '2']]) {
  test(`no output, list, log or name holds anything of the person (${how.join(' ')})`, async () => {
    const out = at(`out${how.length}`);
    const args = ['redact', '--in', at('in'), '--out', out, '--pipeline', 'tesseract', '--rename', at('map.json')];
    const cli = path.join(__dirname, '..', 'cli.js');
    const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args, ...how]);
    // How the folders are called is not the run's to say otherwise.
    const said = `${stdout}${stderr}`.replaceAll(root, '');
    assert.match(said, /DUPLICATE_ELEMENT/);
    assert.deepEqual(plantedIn(Buffer.from(said)), [], said);
    const written = Object.keys(await hashesBelow(out));
    // Two pictures and states, two in quarantine with their reasons, and the run's own.
    assert.ok(written.length >= 9, written.join('\n'));
    for (const name of written) {
      assert.deepEqual(plantedIn(Buffer.from(name)), [], name);
      assert.deepEqual(plantedIn(await readFile(path.join(out, name))), [], name);
    }
  });
}
