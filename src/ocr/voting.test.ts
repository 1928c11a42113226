import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RECOGNISER_BASE } from '../models/manifest';
import type { ModelSession, Tensor } from '../models/session';
import { cutLine, type LineImage } from './upright';
import { readByVote, type Voter } from './voting';

const TABLE = ['', 'A', 'B', 'C', ' '];
const frame = { width: 60, height: 20, data: new Uint8Array(60 * 20) };
for (let y = 6; y < 14; y++) frame.data.fill(255, y * 60 + 10, y * 60 + 50);

/** A recogniser that reads each picture as the next of `texts`, with certainty `score`; counts the pictures it was shown. */
function voter(texts: readonly string[], score: number, often: boolean) {
  const shown = { pictures: 0 };
  const session = {
    provider: 'cpu',
    elapsedMs: 0,
    endProfiling() {},
    async close() {},
    async run({ dims: [count] }: Tensor): Promise<Tensor> {
      const steps = 9;
      const data = new Float32Array(count * steps * TABLE.length);
      for (let n = 0; n < count; n++) {
        const text = texts[Math.min(shown.pictures++, texts.length - 1)];
        for (let step = 0; step < steps; step++) {
          const char = step % 2 === 1 ? text[(step - 1) / 2] : undefined;
          const at = (n * steps + step) * TABLE.length;
          const sure = char === undefined ? 1 : score;
          data.fill((1 - sure) / (TABLE.length - 1), at, at + TABLE.length);
          data[at + (char === undefined ? 0 : TABLE.indexOf(char))] = sure;
        }
      }
      return { data, dims: [count, steps, TABLE.length] };
    },
  } as ModelSession;
  return { shown, voter: { entry: RECOGNISER_BASE, session, table: TABLE, often } satisfies Voter };
}

describe('readByVote', () => {
  const line = cutLine(frame, { left: 8, top: 4, right: 52, bottom: 16 }, 0);
  const read = (...voters: readonly { voter: Voter }[]) => readOf(line, ...voters);
  const readOf = (asked: LineImage, ...voters: readonly { voter: Voter }[]) =>
    readByVote(
      [{ line: asked, frame }],
      voters.map((one) => one.voter),
      'test',
    );

  it('is done when two recognisers agree and are sure', async () => {
    const [base, larger] = [voter(['AB'], 0.95, false), voter(['AB'], 0.95, true)];
    const [answer] = await read(base, larger);
    assert.equal(answer?.text, 'AB');
    assert.deepEqual([base.shown.pictures, larger.shown.pictures], [1, 1]);
  });

  it('asks no further about texture that nobody reads halfway', async () => {
    const strokes = { ...frame, data: new Uint8Array(frame.data.length) };
    const texture = cutLine({ ...frame, strokes }, { left: 8, top: 4, right: 52, bottom: 16 }, 0);
    for (const [asked, score, further] of [
      [texture, 0.44, false],
      [texture, 0.46, true],
      [line, 0.44, true],
    ] as const) {
      const [base, larger] = [voter(['AC'], score, false), voter(['AB'], score, true)];
      const [answer] = await readOf(asked, base, larger);
      assert.equal(answer?.text, further ? 'AB' : undefined);
      assert.equal(larger.shown.pictures > 1, further);
    }
  });

  it('shows a disputed line in more ways, and the majority wins', async () => {
    const [base, larger] = [voter(['AC'], 0.95, false), voter(['AB'], 0.95, true)];
    const [answer] = await read(base, larger);
    assert.equal(answer?.text, 'AB');
    assert.ok(larger.shown.pictures > 4 && base.shown.pictures < larger.shown.pictures);
  });

  it('asks again where they agree without being sure, and where one is alone', async () => {
    const [base, larger] = [voter(['AB'], 0.6, false), voter(['AB'], 0.95, true)];
    await read(base, larger);
    assert.ok(larger.shown.pictures > 1);
    const alone = voter(['AB'], 0.95, true);
    await read(alone);
    assert.ok(alone.shown.pictures > 1);
  });

  it('reads nothing where nothing is read', async () => {
    assert.deepEqual(await read(voter([''], 0.9, true), voter([''], 0.9, true)), [undefined]);
  });
});
