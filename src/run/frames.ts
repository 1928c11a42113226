import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { DeidError } from '../base/errors';

/**
 * The form in which the stream worker is asked and answers: parts one after the other, each its length (4 bytes big endian for names and
 * records, 8 for contents) and then its bytes.
 */
export class FrameReader {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(input: Readable) {
    this.chunks = input[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** A short part as text; `undefined` when the stream ended before it. Throws `frame-invalid`. */
  async text(most: number): Promise<string | undefined> {
    const head = await this.take(4, true);
    if (head === undefined) return undefined;
    const length = head.readUInt32BE(0);
    if (length > most) throw new DeidError('frame-invalid', `a name or record is longer than ${most} bytes`);
    return (await this.take(length))?.toString('utf8') ?? '';
  }

  /** A content. Throws `frame-invalid` when it is longer than `most`: what follows it could not be found again. */
  async bytes(most: number): Promise<Buffer> {
    const length = Number((await this.take(8))?.readBigUInt64BE(0));
    if (length > most) throw new DeidError('frame-invalid', `a content is longer than ${most} bytes`);
    return (await this.take(length)) ?? Buffer.alloc(0);
  }

  private async take(length: number, mayEnd = false): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    let have = 0;
    while (have < length) {
      if (this.rest.length === 0) {
        const { done, value } = await this.chunks.next();
        if (done === true && have === 0 && mayEnd) return undefined;
        if (done === true) throw new DeidError('frame-invalid', 'the stream ended inside a frame');
        this.rest = value;
      }
      const part = this.rest.subarray(0, length - have);
      this.rest = this.rest.subarray(part.length);
      parts.push(part);
      have += part.length;
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
  }
}

/** One answer: a record as JSON and a content, which may be empty. Waits until the other side has taken it. */
export async function writeFrame(output: Writable, record: unknown, content: Uint8Array): Promise<void> {
  const json = Buffer.from(JSON.stringify(record));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(json.length);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(content.length));
  for (const part of [head, json, length, content]) if (!output.write(part)) await once(output, 'drain');
}
