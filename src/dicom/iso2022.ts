import { decodeAs, decodePlain } from './encodings';

/** What an escape sequence switches to (PS3.3 tables C.12-3 and C.12-4): the 7-bit half (G0) or the 8-bit half (G1). */
interface Designation {
  readonly half: 0 | 1;
  readonly decode: (bytes: Uint8Array) => string;
  /** A two-byte set in G0: delimiters are not looked for inside. */
  readonly pairs?: boolean;
}

const upper = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte | 0x80);
const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const single = (name: string): Designation => ({ half: 1, decode: (bytes) => decodePlain(bytes, name) });

/** JIS X 0212 is the third code set of EUC-JP: each pair behind 0x8F. */
function supplementary(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) out.push(0x8f, bytes[i] | 0x80, bytes[i + 1] | 0x80);
  return Uint8Array.from(out);
}

const DESIGNATIONS: Readonly<Record<string, Designation>> = {
  '(B': { half: 0, decode: ascii },
  '(J': { half: 0, decode: ascii },
  ')I': { half: 1, decode: (bytes) => decodeAs('shift_jis', bytes) },
  $B: { half: 0, decode: (bytes) => decodeAs('euc-jp', upper(bytes)), pairs: true },
  '$@': { half: 0, decode: (bytes) => decodeAs('euc-jp', upper(bytes)), pairs: true },
  '$(D': { half: 0, decode: (bytes) => decodeAs('euc-jp', supplementary(bytes)), pairs: true },
  '$)C': { half: 1, decode: (bytes) => decodeAs('euc-kr', bytes) },
  '$)A': { half: 1, decode: (bytes) => decodeAs('gbk', bytes) },
  '-A': single('ISO_IR 100'),
  '-B': single('ISO_IR 101'),
  '-C': single('ISO_IR 109'),
  '-D': single('ISO_IR 110'),
  '-L': single('ISO_IR 144'),
  '-G': single('ISO_IR 127'),
  '-F': single('ISO_IR 126'),
  '-H': single('ISO_IR 138'),
  '-M': single('ISO_IR 148'),
  '-T': single('ISO_IR 166'),
  '-b': single('ISO_IR 203'),
};

/** Decodes text with code extensions (PS3.5 6.1.2.5): escape sequences switch sets, delimiters switch back to the first one. */
export function decodeIso2022(bytes: Uint8Array, first: string, personName: boolean): string {
  const initial: readonly [Designation, Designation] = [DESIGNATIONS['(B'], single(first)];
  const delimiters = new Set(Buffer.from(personName ? '\\^=\r\n\f\t' : '\\\r\n\f\t'));
  let state: [Designation, Designation] = [...initial];
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const sequence = bytes[at] === 0x1b ? escapeAt(bytes, at + 1) : undefined;
    if (sequence !== undefined) {
      state[DESIGNATIONS[sequence].half] = DESIGNATIONS[sequence];
      at += 1 + sequence.length;
      continue;
    }
    const pairs = state[0].pairs === true;
    if (!pairs && delimiters.has(bytes[at])) {
      state = [...initial];
      text += String.fromCharCode(bytes[at]);
      at += 1;
      continue;
    }
    const end = runEnd(bytes, at, pairs ? undefined : delimiters);
    const run = bytes.subarray(at, end);
    text += (pairs ? state[0] : state[1]).decode(run);
    at = end;
  }
  return text;
}

function escapeAt(bytes: Uint8Array, at: number): string | undefined {
  for (const length of [2, 3]) {
    const sequence = ascii(bytes.subarray(at, at + length));
    if (Object.hasOwn(DESIGNATIONS, sequence)) return sequence;
  }
  return undefined;
}

/** A run ends before the next escape or delimiter; every decoder of G1 leaves 7-bit characters as they are. */
function runEnd(bytes: Uint8Array, start: number, delimiters: ReadonlySet<number> | undefined): number {
  let end = start + 1;
  while (end < bytes.length && bytes[end] !== 0x1b && !delimiters?.has(bytes[end])) end += 1;
  return end;
}
