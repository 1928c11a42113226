import { TextDecoder } from 'node:util';

/** Encodings that the platform's `TextDecoder` knows, by ISO-IR number (PS3.3 tables C.12-2 to C.12-5). */
const LABELS: Readonly<Record<string, string>> = {
  '13': 'shift_jis',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '144': 'iso-8859-5',
  '127': 'iso-8859-6',
  '126': 'iso-8859-7',
  '138': 'iso-8859-8',
  '148': 'windows-1254',
  '203': 'iso-8859-15',
  '166': 'windows-874',
  '192': 'utf-8',
  '58': 'gbk',
  '149': 'euc-kr',
  '87': 'euc-jp',
  '159': 'euc-jp',
};

const decoders = new Map<string, TextDecoder>();

/** Decodes by an encoding's name; bytes that do not fit become U+FFFD. */
export function decodeAs(label: string, bytes: Uint8Array): string {
  let decoder = decoders.get(label);
  if (decoder === undefined) {
    decoder = new TextDecoder(label);
    decoders.set(label, decoder);
  }
  return decoder.decode(bytes);
}

/** Text without code extensions. */
export function decodePlain(bytes: Uint8Array, name: string): string {
  if (/^gb18030$/i.test(name)) return decodeAs('gb18030', bytes);
  if (/^gbk$/i.test(name)) return decodeAs('gbk', bytes);
  const number = isoNumber(name);
  if (number === '100') return Buffer.from(bytes).toString('latin1');
  const label = number === undefined ? undefined : LABELS[number];
  return label === undefined ? guess(bytes) : decodeAs(label, bytes);
}

/** `ISO_IR 100`, `ISO 2022 IR 100` and common misspellings of them. */
function isoNumber(name: string): string | undefined {
  return /^ISO[ _-]?(?:2022[ _-]?)?IR[ _-]?(\d{1,3})$/i.exec(name)?.[1];
}

function guess(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
