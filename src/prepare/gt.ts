import type { TruthFile, TruthItem } from '../base/truth';

/** The published normal form of a ground-truth text: `^` to space, stripped, lower case. */
export const groundTruthText = (text: string): string => text.replaceAll('^', ' ').trim().toLowerCase();

/**
 * The two tables that the published preparation script writes, as JSON text with its indentation of 4:
 * `main`: file name to `{label, left, top, width, height}` of each text; `ocr`: file name to the texts alone.
 * Text that must be kept is not part of them, and what stands in the same place of several frames is listed once.
 */
export function groundTruthTables(files: readonly TruthFile[]): { readonly main: string; readonly ocr: string } {
  const main: Record<string, object[]> = {};
  const ocr: Record<string, string[]> = {};
  for (const { filename, annotation } of files) {
    const phi = onceEach(annotation.filter(({ phiClass }) => phiClass !== 'keep'));
    ocr[filename] = phi.map(({ value }) => groundTruthText(value.text));
    main[filename] = phi.map(({ value }) => {
      const [left, top, width, height] = value.bbox;
      return { label: groundTruthText(value.text), left, top, width, height };
    });
  }
  return { main: pythonJson(main), ocr: pythonJson(ocr) };
}

/** `json.dump(value, file, indent=4)`: like JSON.stringify, but characters beyond ASCII are escaped and no newline ends the file. */
const pythonJson = (value: object): string =>
  JSON.stringify(value, null, 4).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function onceEach(items: readonly TruthItem[]): TruthItem[] {
  const seen = new Map<string, TruthItem>();
  for (const item of items) {
    const key = item.frame === undefined ? `${seen.size}` : `${item.field}/${item.drawn}/${item.value.bbox.join()}`;
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}
