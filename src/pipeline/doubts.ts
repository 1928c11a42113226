import { shareOfOne } from '../base/coverage';
import type { Box } from '../base/geometry';
import type { PhiHit } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import type { FindContext } from '../phi/find';
import type { Region } from '../redact/redact';
import { agesOn, lettersBehind } from '../verify/behind-age';
import { betweenValues, namesakes, restOfWords, wordsBeside, wordsInBlock } from '../verify/beside';
import { inkBesidePlanes } from '../verify/beside-plane';
import { labelBoxes, unreadValues } from '../verify/labels';
import { partFromKept } from '../verify/part';
import { bridges } from '../verify/rows';
import { techniqueOf } from '../verify/technique-boxes';
import { unexplainedWords } from '../verify/unknown';
import { unreadInk } from '../verify/unread';
import { inkFirst, isSameFrame, keptBoxes, type PagesRead } from './pages-read';
import { type TechnicalWord, techniqueOn } from './technique-on';

/**
 * What may be patient data although no finder says so: words that nothing explains, words beside found ones, letters there that nobody
 * read, places of values that could not be read, and what stands between two pieces of a row.
 *
 * @param technique the technical words of all frames
 * @param kept the boxes of those that stay, as painting spares them
 */
export async function doubtsOf(
  file: DicomFile,
  { pages, replaced = [] }: PagesRead,
  hits: readonly PhiHit[],
  technique: readonly TechnicalWord[],
  kept: readonly Box[],
  context: FindContext,
): Promise<readonly Region[]> {
  const doubts: Region[] = [];
  for (const page of pages) {
    const read = [page, ...replaced.filter((other) => isSameFrame(other, page))];
    if (read.every(({ lines }) => lines.length === 0)) continue;
    const frame = await readFrame(file, page.frameIndices[0]);
    const [view] = frameViews(file, frame, 'default');
    const onPage = hits.filter((hit) => hit.frameIndices.includes(page.frameIndices[0]));
    const boxes = [
      ...(await unexplainedWords(page, context)).flatMap((hit) => hit.boxes),
      ...read.flatMap((other) => unreadValues(other, hits, view)),
    ];
    const labels = read.flatMap((other) => labelBoxes(other));
    const painted = [...onPage.flatMap((hit) => hit.boxes), ...boxes];
    for (const other of read) {
      const options = { painted, labels, characters: 1 };
      const words = [...(await wordsInBlock(other, context, options)), ...restOfWords(other, { painted, labels })];
      const around = [...painted, ...words];
      words.push(...(await wordsBeside(other, context, { ...options, painted: around })));
      words.push(...betweenValues(other, { painted: around }));
      words.push(...namesakes(other, { painted: [...painted, ...boxes, ...words] }));
      // `18479`, where the better reading of the frame, or another frame, has `#18479`.
      const explained = [...(other === page ? [] : techniqueOf([page])), ...techniqueOn(other, technique)];
      boxes.push(...words.filter((box) => shareOfOne(box, explained) < MOSTLY));
    }
    const suspect = [...painted, ...boxes];
    // Most pages have nothing to paint, and to make all views takes time.
    if (suspect.length > 0) {
      const lines = read.flatMap((other) => other.lines.filter(({ line }) => line.score >= READ));
      const views = inkFirst(frameViews(file, frame, 'all'));
      const unread = unreadInk(views, suspect, [...labels, ...lines.map(({ line }) => line.box)]);
      const ages = agesOn(page, onPage, boxes);
      boxes.push(...unread, ...lettersBehind(view, page, [...ages, ...unread], [...suspect, ...unread, ...kept]));
      boxes.push(...read.flatMap((other) => inkBesidePlanes(views, other, [...suspect, ...boxes], labels)));
    }
    const around = [...keptBoxes(page, [...onPage, { boxes }]), ...labels];
    boxes.push(...bridges(view, [...onPage.flatMap((hit) => hit.boxes), ...boxes], around));
    if (boxes.length === 0) continue;
    // A sex that was read as a part of its plane reaches into it.
    const parted = partFromKept([view], [{ boxes }], kept).hits;
    doubts.push({ frameIndices: page.frameIndices, boxes: parted.flatMap((doubt) => doubt.boxes) });
  }
  return doubts;
}

/** Share of a word that a technical word of another reading must cover to explain it. */
const MOSTLY = 0.5;

/** From this score on a line counts as read. */
const READ = 0.6;
