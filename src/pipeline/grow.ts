import { type Box, growUpTo } from '../base/geometry';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import type { Region } from '../redact/redact';
import type { Finding } from '../verify/findings';
import { bridges } from '../verify/rows';
import { growBeside } from '../verify/strokes';

/** Share of the picture's longer side that print is high at most: along what is higher, anatomy goes on and no text. */
const TALLEST = 0.08;

/** Between places that the proof found the gap may be this wide: most of a value lies there, or it would not have been found. */
const WIDE_GAP = 6;

/**
 * Where something is still read after painting: the place itself (a quarter of its height wider, because readers cut thin strokes off),
 * the strokes that go on beside it, and what lies between it and what is painted in its row.
 *
 * @param painted boxes on the frame so far
 * @param spared what stays
 */
export async function regionsToPaint(
  file: DicomFile,
  findings: readonly Finding[],
  painted: ReadonlyMap<number, readonly Box[]>,
  spared: readonly Box[],
): Promise<readonly Region[]> {
  const regions: Region[] = [];
  const columns = file.image?.columns ?? 0;
  const rows = file.image?.rows ?? 0;
  for (const frameIndices of distinctLists(findings.map(({ frames }) => frames))) {
    const [first] = frameIndices;
    const views = frameViews(file, await readFrame(file, first), 'all');
    const boxes = findings
      .filter(({ frames }) => frames.join() === frameIndices.join())
      .map(({ box }) => {
        const size = Math.min(box.bottom - box.top, box.right - box.left);
        const by = Math.max(2, Math.round(size / 4));
        const grown = growUpTo(box, by, { width: columns, height: rows }, spared);
        return size > TALLEST * Math.max(rows, columns) ? grown : growBeside(views, grown, spared);
      });
    const between = bridges(views[0], [...boxes, ...(painted.get(first) ?? [])], spared, WIDE_GAP);
    regions.push({ frameIndices, boxes: [...boxes, ...between] });
  }
  return regions;
}

const distinctLists = (lists: readonly (readonly number[])[]): readonly (readonly number[])[] => [
  ...new Map(lists.map((list) => [list.join(), list])).values(),
];
