import { shareOfOne } from '../base/coverage';
import { type Box, boxArea, boxHeight, clipBox, intersectBoxes, unionBoxes } from '../base/geometry';
import type { Frame, Page, PhiHit } from '../base/types';
import { cellsOf } from '../page/cells';
import { readLabels } from '../phi/find-labels';
import { boxesOf } from '../phi/hits';
import { isFlat } from './rows';

/** So many label heights to the right a value may begin (in a column of them: `COLUMN`), below it may stand, and the place of an unread one reaches. */
const BEGINS = 6;
const COLUMN = 25;
const BELOW = 2.5;
const REACHES = 20;
/** From this share on a box is what is left of labels: readers draw wide boxes around remnants, often over several rows. */
const LABEL_SHARE = 0.3;

/** Boxes of labels on a page: all, or only those of patient data. */
export function labelBoxes(page: Page, which: 'all' | 'phi' = 'all'): readonly Box[] {
  const labels = readLabels(cellsOf(page), page.text).labels.filter(
    ({ phiClass }) => which === 'all' || phiClass !== 'keep',
  );
  return boxesOf(page, labels);
}

/** Whether a box is the place of labels, or of what is left of them. What two readings call a label counts twice. */
export const onLabel = (box: Box, labels: readonly Box[]): boolean =>
  labels.reduce((sum, label) => sum + shareOfOne(box, [label]), 0) > LABEL_SHARE;

/** `bom` is what `Born` is read as. */
const LABEL_WORDS =
  'accession address age birth birthdate bom born clinic date dob id institution name number patient physician sex study time'.split(
    ' ',
  );

/**
 * Whether a text is nothing but labels or their beginnings (`Name`, `Dat`): where the value of one label is painted, the label under it
 * looks like its value.
 */
export function isLabelText(text: string): boolean {
  // `Study2013/04/1`: with a value that touches it.
  if (/\d.*\d/.test(text)) return false;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    words.some((word) => word.length > 1) && words.every((word) => LABEL_WORDS.some((label) => label.startsWith(word)))
  );
}

/**
 * Places right of labels of patient data whose value was not read although something is there: over bone and noise people still read
 * it. In a table also what was read there as something else (`Sex H`). Upright labels only.
 *
 * @param view of the page's frame, in which the place must not be flat
 */
export function unreadValues(page: Page, hits: readonly PhiHit[], view: Frame): readonly Box[] {
  const values = hits.filter((hit) => hit.frameIndices.includes(page.frameIndices[0])).flatMap((hit) => hit.boxes);
  const others = page.lines.map(({ line }) => line.box);
  const upright = { ...page, lines: page.lines.filter(({ line }) => line.rotation === 0) };
  const labels = labelBoxes(upright, 'phi');
  const open = [...labels, ...bareLabels(upright, labels)]
    .map((label) => ({ label, column: columnOf(label, labels, values) }))
    .filter(({ label, column }) => !values.some(column.length > 0 ? isAmong(label, column) : isValueOf(label)));
  const places = open
    .map(({ label, column }) => withinColumn(placeOf(label, others, page), column))
    .filter((place) => boxArea(place) > 0 && !endsAtValue(place, values) && !isFlat(view, place));
  return [...places, ...open.flatMap(({ label, column }) => misreadValue(label, column, upright))];
}

/** The next text right of a label, where it begins in the column of the other values and is no label itself. */
function misreadValue(label: Box, column: readonly Box[], { lines }: Page): readonly Box[] {
  if (column.length === 0) return [];
  const inRow = lines.filter(({ line: { box } }) => box.left >= label.right && isInRow(label, box));
  const [next] = inRow.sort((a, b) => a.line.box.left - b.line.box.left);
  const { left, right } = unionBoxes(column);
  const isValue =
    next !== undefined &&
    next.line.box.left >= left - boxHeight(label) &&
    next.line.box.left < right &&
    !isLabelText(next.line.text);
  return isValue ? [next.line.box] : [];
}

/** `Sex` without a separator or a value is no label by itself, but under or above another label it is one. */
function bareLabels(page: Page, labels: readonly Box[]): readonly Box[] {
  const bare = cellsOf(page).filter(({ text }) => /^\p{L}{3,}$/u.test(text) && isLabelText(text));
  return boxesOf(page, bare).filter(
    (box) => shareOfOne(box, labels) === 0 && labels.some((label) => isInColumn(label, box)),
  );
}

/** Labels of one column begin at nearly the same place, in rows that follow each other. */
function isInColumn(a: Box, b: Box): boolean {
  const height = boxHeight(a);
  const apart = Math.max(b.top - a.bottom, a.top - b.bottom);
  return Math.abs(a.left - b.left) < height && apart > -0.5 * height && apart < BELOW * height;
}

/** The values of the other labels in a label's column; in a table the value of a label stands among them, and may stand far from it. */
const columnOf = (label: Box, labels: readonly Box[], values: readonly Box[]): readonly Box[] => {
  const others = labels.filter((other) => isInColumn(other, label));
  return others.flatMap((other) => {
    const inRow = (box: Box) => box.right > other.right && isInRow(other, box);
    const [next] = values.filter(inRow).sort((a, b) => a.left - b.left);
    const isFar = next === undefined || next.left > other.right + COLUMN * boxHeight(other);
    const isOthers = next !== undefined && labels.some((box) => box !== other && inRow(box) && box.right <= next.left);
    return isFar || isOthers ? [] : [next];
  });
};

const isAmong =
  (label: Box, column: readonly Box[]) =>
  (value: Box): boolean =>
    isInRow(label, value) && value.right > label.right && value.left < unionBoxes(column).right;

/** A place cut to a column of values and a text height to either side; whole where there is no column, or it stands elsewhere. */
function withinColumn(place: Box, column: readonly Box[]): Box {
  if (column.length === 0) return place;
  const margin = boxHeight(place);
  const { left, right } = unionBoxes(column);
  const cut = { ...place, left: Math.max(place.left, left - margin), right: Math.min(place.right, right + margin) };
  return cut.left < cut.right ? cut : place;
}

const isValueOf =
  (label: Box) =>
  (value: Box): boolean => {
    const height = boxHeight(label);
    const below = value.top >= label.bottom - height / 2 && value.top < label.bottom + BELOW * height;
    return isBeside(label)(value) || (below && value.left < label.left + height && value.right > label.left);
  };

const isBeside =
  (label: Box) =>
  (value: Box): boolean => {
    const begins = label.right + BEGINS * boxHeight(label);
    return isInRow(label, value) && value.right > label.right && value.left < begins;
  };

/** Whether a box shares enough of the label's height to stand in its row. */
const isInRow = (label: Box, box: Box): boolean =>
  Math.min(label.bottom, box.bottom) - Math.max(label.top, box.top) > 0.4 * boxHeight(label);

/** Whether the next text in the row is a value: in a table it stands far from its label. */
const endsAtValue = (place: Box, values: readonly Box[]): boolean =>
  values.some(
    (value) => isInRow(place, value) && value.left <= place.right + boxHeight(place) && value.right > place.right,
  );

/** To the right of a label up to the next text in its row. */
function placeOf(label: Box, others: readonly Box[], page: Page): Box {
  const height = boxHeight(label);
  const wanted = {
    left: label.right,
    top: label.top - 2,
    right: label.right + REACHES * height,
    bottom: label.bottom + 2,
  };
  const place = clipBox(wanted, page.width, page.height);
  // What only reaches into the row is the end of a tall text above or below.
  const isInPlace = (box: Box) => {
    const middle = (box.top + box.bottom) / 2;
    return middle >= place.top && middle < place.bottom && boxArea(intersectBoxes(box, place)) > 0;
  };
  const next = others.filter((box) => box.left > label.right + height && isInPlace(box));
  return { ...place, right: Math.min(place.right, ...next.map((box) => box.left)) };
}
