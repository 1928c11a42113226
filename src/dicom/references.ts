import { AttributeEdits } from './edits';
import type { DataSet, DicomElement } from './elements';
import type { DicomFile } from './open';
import { trueVr } from './tags';
import type { UidMap } from './uids';
import { trimPadding, valueBytes } from './values';
import { writeDicom } from './write';

const MEDIA_STORAGE_INSTANCE = 0x00020003;

/** The values of an element of ASCII text, padding removed. */
export function elementTexts(data: Uint8Array, element: DicomElement): readonly string[] {
  return Buffer.from(valueBytes(data, element)).toString('latin1').split('\\').map(trimPadding);
}

/** Visits every element of a data set and of the items in it; `visit` returns false to stay out of an element's items. */
export function visitElements(dataSet: DataSet, visit: (element: DicomElement) => boolean): void {
  for (const element of dataSet.elements) {
    if (!visit(element)) continue;
    for (const item of element.items ?? []) visitElements(item.dataSet, visit);
  }
}

/** Whether any element of a data set, at any depth, is as wanted. */
export function someElement(dataSet: DataSet, isWanted: (element: DicomElement) => boolean): boolean {
  return dataSet.elements.some(
    (element) => isWanted(element) || element.items?.some((item) => someElement(item.dataSet, isWanted)),
  );
}

/** Replaces UIDs for which `replace` gives another one, wherever they stand. */
export function replaceUids(
  data: Uint8Array,
  dataSet: DataSet,
  edits: AttributeEdits,
  replace: (uid: string, element: DicomElement) => string,
): void {
  visitElements(dataSet, (element) => {
    if (trueVr(element) === 'UI' && element.items === undefined && element.length > 0) {
      const before = elementTexts(data, element);
      const after = before.map((uid) => replace(uid, element));
      if (after.some((uid, i) => uid !== before[i])) {
        edits.set(element.parent, { tag: element.tag, vr: 'UI', value: after.join('\\') });
      }
    }
    return true;
  });
}

/**
 * UIDs of instances of the batch that get a new one (`UidMap.addInstance`) are replaced wherever they stand: the file's own, in data
 * set and file meta information, and references.
 */
export function followInstances(file: DicomFile, edits: AttributeEdits, meta: AttributeEdits, uidMap: UidMap): void {
  const replace = (uid: string) => (uidMap.hasInstance(uid) ? uidMap.replace(uid) : uid);
  replaceUids(file.data, file.dataSet, edits, replace);
  if (file.meta === undefined) return;
  replaceUids(file.bytes, file.meta, meta, replace);
  // Also where it named another instance than the data set does.
  const value = replace(file.sopInstanceUID);
  if (value !== file.sopInstanceUID) meta.set(file.meta, { tag: MEDIA_STORAGE_INSTANCE, vr: 'UI', value });
}

/**
 * For the end of a batch: the file with its references to redacted instances following their new UIDs, or `undefined` when it has no
 * such reference. `written` holds the new SOP instance UIDs of the batch: an old UID whose new one is among them was redacted, so no
 * table of old UIDs is needed, whichever process did it. Pixels are not touched.
 */
export async function updateReferences(
  file: DicomFile,
  uidMap: UidMap,
  written: ReadonlySet<string>,
): Promise<Uint8Array | undefined> {
  const attributes = new AttributeEdits();
  replaceUids(file.data, file.dataSet, attributes, (uid) => {
    const replaced = uidMap.replace(uid);
    // What names the file's own old UID names what it was made from.
    return written.has(replaced) && replaced !== file.sopInstanceUID ? replaced : uid;
  });
  if (attributes.elements.size === 0) return undefined;
  return (await writeDicom(file, { attributes, meta: new AttributeEdits() })).bytes;
}
