import { AttributeEdits } from './edits';
import { headerValues } from './header';
import { openDicom } from './open';
import { applyBasicProfile, type RetainOption } from './profile';
import { buildDicom, type TestFile } from './testing';
import { createUidMap } from './uids';
import { writeDicom } from './write';

/** For tests: a file behind the header profile, with ways to look into it; `HEAD` is no name by itself. */
export async function anonymised(
  given: TestFile | Uint8Array,
  retain: readonly RetainOption[] = [],
  shiftDates = false,
) {
  const input = openDicom(given instanceof Uint8Array ? given : buildDicom(given));
  const [attributes, meta] = [new AttributeEdits(), new AttributeEdits()];
  const uidMap = createUidMap('00112233445566778899aabbccddeeff');
  const isOrdinary = (word: string) => word === 'HEAD';
  applyBasicProfile(input, attributes, meta, { retain, uidMap, isOrdinary, shiftDates });
  const { bytes } = await writeDicom(input, { attributes, meta });
  const output = openDicom(bytes);
  const value = (keyword: string) =>
    headerValues(output)
      .filter((entry) => entry.keyword === keyword)
      .map((entry) => entry.value);
  const holds = (words: string) => Buffer.from(bytes).toString('latin1').includes(words);
  return { output, value, holds, uidMap };
}
