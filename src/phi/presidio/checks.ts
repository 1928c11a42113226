import { createHash } from 'node:crypto';

/** Check digits of the identifiers that Presidio validates. All take the text as matched, with its spaces and dashes. */

const digitsOf = (text: string): number[] => Array.from(text.replace(/[- ]/g, ''), Number);

/** ISO/IEC 7812-1 annex B: the credit cards' checksum. */
export function luhn(text: string): boolean {
  const digits = digitsOf(text).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = digit * 2;
    return total + (index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length > 0 && sum % 10 === 0;
}

/** NHS number: weights 10 to 1, the sum is a multiple of 11. */
export function nhs(text: string): boolean {
  const digits = digitsOf(text);
  return digits.length === 10 && digits.reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11 === 0;
}

/** DEA registration number of a US prescriber: first + third + fifth digit plus twice the others ends in the seventh. */
export function dea(text: string): boolean {
  const digits = digitsOf(text.replace(/[- ]/g, '').slice(2));
  if (digits.length !== 7) return false;
  const odd = digits[0] + digits[2] + digits[4];
  const even = digits[1] + digits[3] + digits[5];
  return (odd + 2 * even) % 10 === digits[6];
}

/** ISO 13616: the number read with letters as 10 to 35 and the first four characters last is 1 modulo 97. */
export function iban(text: string): boolean {
  const plain = text.replace(/[- ]/g, '').toUpperCase();
  if (IBAN_LENGTHS[plain.slice(0, 2)] !== plain.length) return false;
  let rest = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/** Length by country, from the SWIFT registry. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18
  GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28
  PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32M_CONSTANT = 0x2bc830a3;

/** Bitcoin address: base 58 with a double SHA-256 checksum, or bech32 / bech32m (BIP 173, BIP 350). */
export function bitcoin(text: string): boolean {
  return text.startsWith('bc1') ? bech32(text) : base58Check(text);
}

function base58Check(text: string): boolean {
  let value = 0n;
  for (const char of text) {
    const digit = BASE58.indexOf(char);
    if (digit < 0) return false;
    value = value * 58n + BigInt(digit);
  }
  const hex = value.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  const sha = (data: Uint8Array) => createHash('sha256').update(data).digest();
  return sha(sha(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21));
}

function bech32(text: string): boolean {
  if (text !== text.toLowerCase() || text.length > 90) return false;
  const data = Array.from(text.slice(3), (char) => BECH32.indexOf(char));
  if (data.length < 7 || data.includes(-1)) return false;
  const prefix = Array.from('bc', (char) => char.charCodeAt(0));
  const values = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data];
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  for (const value of values) {
    const top = check >> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of generator.entries()) if ((top >> bit) & 1) check ^= term;
  }
  return check === 1 || check === BECH32M_CONSTANT;
}

/** US social security numbers that were never issued or are well-known samples. */
export function neverIssuedSsn(text: string): boolean {
  const separators = new Set(text.replace(/[^ .-]/g, ''));
  const digits = text.replace(/\D/g, '');
  if (separators.size > 1 || new Set(digits).size === 1) return true;
  if (digits.slice(3, 5) === '00' || digits.slice(5) === '0000') return true;
  return ['000', '666'].includes(digits.slice(0, 3)) || ['123456789', '987654320', '078051120'].includes(digits);
}
