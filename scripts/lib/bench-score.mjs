// How well a page was read, against text that is known to the letter.

export const emptyScores = () => ({
  characters: 0,
  errors: 0,
  errorsWithoutSpaces: 0,
  lines: 0,
  found: 0,
  exact: 0,
  inkInside: 0,
  extra: 0,
  times: [],
  compared: 0,
  asOnCpu: 0,
});

/** Adds one frame: what is drawn there (truth items) and what was read there (text lines). */
export function addItem(scores, truth, lines, times, verbose) {
  const used = new Set();
  for (const item of truth) {
    const [left, top, width, height] = item.value.bbox;
    const text = item.drawn.trim();
    if (width === 0 || text === '') continue;
    const box = { left, top, right: left + width, bottom: top + height };
    const here = lines.filter((line) => overlaps(line.box, box)).sort((a, b) => a.box.left - b.box.left);
    for (const line of here) used.add(line);
    const read = here
      .map((line) => textInside(line, box))
      .filter((part) => part !== '')
      .join(' ');
    const errors = Math.min(text.length, editDistance(text, read));
    const plain = (value) => value.replace(/\s/g, '');
    scores.characters += text.length;
    scores.errors += errors;
    scores.errorsWithoutSpaces += Math.min(plain(text).length, editDistance(plain(text), plain(read)));
    scores.lines++;
    if (here.length > 0) scores.found++;
    if (errors === 0) scores.exact++;
    if (insideAll(box, here)) scores.inkInside++;
    if (verbose && errors > 0)
      console.log(verbose.slice(0, 24), item.value.bbox.join(), JSON.stringify(text), '->', JSON.stringify(read));
    if (verbose && !insideAll(box, here))
      console.log(
        '  ink',
        item.value.bbox.join(),
        JSON.stringify(text),
        here.map((l) => Object.values(l.box).join()).join(' | '),
      );
  }
  const stray = lines.filter((line) => !used.has(line));
  if (verbose) for (const line of stray) console.log('  extra', JSON.stringify(line.text), line.score.toFixed(2));
  scores.extra += stray.length;
  scores.times.push(times);
}

/** Counts the lines of the CPU that another device reads as well, with the same text at the same place. */
export function compare(scores, lines, cpuLines) {
  for (const wanted of cpuLines) {
    scores.compared++;
    if (lines.some((line) => line.text === wanted.text && overlaps(line.box, wanted.box))) scores.asOnCpu++;
  }
}

/** A line belongs to a text when half of the lower one's height lies beside the other, and they meet. */
function overlaps(a, b) {
  const vertical = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const horizontal = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return horizontal > 0 && vertical > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top);
}

/** The characters of a line that stand inside a box, by the middle of each. */
function textInside({ characters, rotation }, box) {
  const inside = characters.filter((character) => {
    const x = (character.box.left + character.box.right) / 2;
    const y = (character.box.top + character.box.bottom) / 2;
    return rotation % 180 === 0 ? x >= box.left - 2 && x <= box.right + 2 : y >= box.top - 2 && y <= box.bottom + 2;
  });
  return inside
    .map(({ char }) => char)
    .join('')
    .trim();
}

const insideAll = (box, lines) =>
  lines.length > 0 &&
  Math.min(...lines.map((line) => line.box.left)) <= box.left &&
  Math.max(...lines.map((line) => line.box.right)) >= box.right &&
  Math.min(...lines.map((line) => line.box.top)) <= box.top &&
  Math.max(...lines.map((line) => line.box.bottom)) >= box.bottom;

/** Levenshtein. */
export function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

export function summary(scores) {
  const share = (part, whole) => (whole === 0 ? null : part / whole);
  const mean = (key) => scores.times.reduce((sum, times) => sum + times[key], 0) / Math.max(1, scores.times.length);
  const totals = scores.times.map(({ total }) => total).sort((a, b) => a - b);
  return {
    frames: scores.times.length,
    lines: scores.lines,
    characters: scores.characters,
    characterAccuracy: share(scores.characters - scores.errors, scores.characters),
    characterAccuracyWithoutSpaces: share(scores.characters - scores.errorsWithoutSpaces, scores.characters),
    lineRecall: share(scores.found, scores.lines),
    exactLines: share(scores.exact, scores.lines),
    inkInside: share(scores.inkInside, scores.lines),
    extraLines: scores.extra,
    compared: scores.compared,
    asOnCpu: scores.asOnCpu,
    meanMs: mean('total'),
    medianMs: totals[Math.floor(totals.length / 2)] ?? null,
    detectMs: mean('detect'),
    recogniseMs: mean('recognise'),
    sessionShare: share(mean('session'), mean('detect') + mean('recognise')),
  };
}
