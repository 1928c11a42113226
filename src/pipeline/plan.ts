import { type Box, boxHeight, boxWidth, unionBoxes } from '../base/geometry';
import type { PhiHit } from '../base/types';
import { type FrameText, sizeOf } from '../ink/frame-text';
import { type InkClaim, ownInk } from '../ink/owners';
import type { Decision, Fragment } from './decide';
import type { PaintedBox, Reason } from './reason';

/** A text that stays, where its strokes are, and what it was read as. The text never leaves the process. */
export interface KeptText {
  readonly frames: readonly number[];
  readonly box: Box;
  readonly text: string;
  readonly because: readonly Reason[];
}

/** What is painted on the frames of one picture, what stays, and what counts as found. */
export interface FramePlan {
  readonly painted: readonly PaintedBox[];
  readonly kept: readonly KeptText[];
  readonly hits: readonly PhiHit[];
}

/** Strokes that span so much of what a reader takes for a word are all of it. */
const WHOLE = 0.8;

/**
 * Exact boxes: each stroke belongs to one fragment, and a fragment's box is that around its strokes; where few are seen, the reader's box
 * as well. What goes side by side on one line becomes one box.
 */
export function planFrame(text: FrameText, decision: Decision): FramePlan {
  const { page, fragments, spans } = decision;
  const frames = page.frameIndices;
  const claims = fragments.map((fragment) => claimOf(fragment, decision));
  const owners = ownInk(text.ink, claims);
  const boxes = claims.map((claim, index) => exactBoxes(claim, owners.boxes[index]));
  const painted: PaintedBox[] = [];
  let before: { readonly fragment: Fragment; readonly at: number } | undefined;
  fragments.forEach((fragment, index) => {
    if (!fragment.goes) {
      before = undefined;
      return;
    }
    const joins = before?.fragment.line === fragment.line && page.lines[fragment.line].line.angle === undefined;
    if (joins && before) painted[before.at] = joined(painted[before.at], fragment, boxes[index]);
    else
      for (const box of boxes[index])
        painted.push({ frames, box, phiClass: fragment.phiClass, because: fragment.because });
    before = { fragment, at: painted.length - 1 };
  });
  const kept = fragments.flatMap((fragment, index) =>
    fragment.goes
      ? []
      : boxes[index].map((box) => ({
          frames,
          box,
          text: page.text.slice(fragment.start, fragment.end),
          because: fragment.because,
        })),
  );
  for (const { box } of text.unread)
    painted.push({ frames, box, phiClass: 'other', because: [{ rule: 'unread', score: 1 }] });
  return { painted, kept, hits: spans.map((span) => hitOf(span, decision, fragments, boxes)) };
}

function claimOf(fragment: Fragment, { page }: Decision): InkClaim {
  const { line, start } = page.lines[fragment.line];
  const characters = line.characters.slice(fragment.start - start, fragment.end - start);
  const pieces = characters.filter(({ char }) => char !== ' ').map(({ box }) => box);
  const box = pieces.length > 0 ? unionBoxes(pieces) : line.box;
  return { box, pieces: line.angle === undefined ? [box] : pieces, size: sizeOf(line) };
}

function exactBoxes(claim: InkClaim, ink: Box | undefined): readonly Box[] {
  // Of a slanted word the box around all would cover its neighbours: each letter has its own.
  if (claim.pieces.length > 1) return claim.pieces;
  if (ink === undefined) return [claim.box];
  const isWhole =
    boxWidth(ink) >= WHOLE * boxWidth(claim.box) && boxHeight(ink) >= WHOLE * WHOLE * boxHeight(claim.box);
  return [isWhole ? ink : unionBoxes([ink, claim.box])];
}

function joined(before: PaintedBox, fragment: Fragment, boxes: readonly Box[]): PaintedBox {
  const because = [
    ...before.because,
    ...fragment.because.filter(({ rule }) => !before.because.some((other) => other.rule === rule)),
  ];
  return {
    ...before,
    box: unionBoxes([before.box, ...boxes]),
    phiClass: before.phiClass === 'other' ? fragment.phiClass : before.phiClass,
    because,
  };
}

function hitOf(
  span: Decision['spans'][number],
  { page }: Decision,
  fragments: readonly Fragment[],
  boxes: readonly (readonly Box[])[],
): PhiHit {
  const pieces = [{ start: span.start, end: span.end }, ...(span.rest ?? [])];
  const own = fragments
    .map((fragment, index) => ({ fragment, index }))
    .filter(({ fragment }) => pieces.some(({ start, end }) => start < fragment.end && fragment.start < end));
  const lines = [...new Set(own.map(({ fragment }) => fragment.line))];
  const text = pieces.map(({ start, end }) => page.text.slice(start, end).replace(/\s+/g, ' ').trim()).join(' ');
  return {
    frameIndices: page.frameIndices,
    boxes: lines.flatMap((line) => {
      const parts = own.filter(({ fragment }) => fragment.line === line).flatMap(({ index }) => boxes[index]);
      return parts.length === 0 ? [] : [unionBoxes(parts)];
    }),
    text: span.corrected ?? text,
    phiClass: span.phiClass,
    finder: span.finder,
    score: span.score,
  };
}
