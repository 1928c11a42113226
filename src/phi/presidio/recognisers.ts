import { isIP } from 'node:net';
import { bitcoin, dea, iban, luhn, neverIssuedSsn, nhs } from './checks';
import { COUNTRY_DOMAINS, GENERIC_DOMAINS } from './domains';
import type { PatternRecogniser, WeightedPattern } from './types';

/**
 * Presidio's English pattern recognisers that are on by default (presidio-analyzer 2.2.366): the same forms, scores, context words and
 * checks. Patterns ignore case, as Presidio's default flags do.
 *
 * Left out: what Presidio itself leaves off by default (country sets but for these of the US and the NHS number, the newer US health care
 * numbers, language models). Domains are those of `domains.ts`, not the whole public suffix list.
 */
const weighted = (source: string, score: number): WeightedPattern => ({ pattern: new RegExp(source, 'gims'), score });
const word = (source: string, score: number): WeightedPattern => weighted(`\\b(?:${source})\\b`, score);

const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:\\d{4}|\\d{2})';
const MONTH_NAME = '(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
const ITIN_MIDDLE = '(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])';
/** Like Presidio's, the form may end inside a word: `Dr.Smith` holds the host `Dr.Sm`. */
const DOMAIN = `[a-z0-9.\\-]{1,253}\\.(?:${[...GENERIC_DOMAINS, ...COUNTRY_DOMAINS].join('|')})(?:/[^\\s()<>"']*)?`;
const OCTET = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
const PREFIX = '(?:/(?:12[0-8]|1[01]\\d|[1-9]?\\d))?';
const ZONE = '(?:[+-][0-2]\\d:[0-5]\\d|Z)';

const LICENCE_FORMS = [
  '[A-Z]\\d{1,14}',
  '[A-Z]\\d{18}',
  '[A-Z]{1,2}\\d{5,6}',
  '[A-Z]{2}\\d{3,7}',
  '\\d{2}[A-Z]{3}\\d{5,6}',
  '[A-Z]\\d{6}R',
  '\\d{9}[A-Z]',
  '[A-Z]{2}\\d{6}[A-Z]',
  '\\d{8}[A-Z]{2}',
  '\\d{3}[A-Z]{2}\\d{4}',
  '[A-Z]\\d[A-Z]\\d[A-Z]',
  '\\d{7,8}[A-Z]',
];

export const PATTERN_RECOGNISERS: readonly PatternRecogniser[] = [
  {
    name: 'CreditCardRecognizer',
    entity: 'CREDIT_CARD',
    patterns: [
      word('(?!1\\d{12}(?!\\d))(?:4\\d{3}|5[0-5]\\d{2}|[136]\\d{3})[- ]?\\d{3,4}[- ]?\\d{3,4}[- ]?\\d{3,5}', 0.3),
    ],
    context: [
      'credit',
      'card',
      'visa',
      'mastercard',
      'cc',
      'amex',
      'discover',
      'jcb',
      'diners',
      'maestro',
      'instapayment',
    ],
    validate: luhn,
  },
  {
    name: 'CryptoRecognizer',
    entity: 'CRYPTO',
    patterns: [weighted('(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,59}', 0.5)],
    context: ['wallet', 'btc', 'bitcoin', 'crypto'],
    validate: bitcoin,
  },
  {
    name: 'DateRecognizer',
    entity: 'DATE_TIME',
    patterns: [
      word(`\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?${ZONE}`, 0.8),
      word(`${MONTH}/${DAY}/${YEAR}`, 0.6),
      word(`${DAY}/${MONTH}/${YEAR}`, 0.6),
      word(`\\d{4}/${MONTH}/${DAY}`, 0.6),
      word(`${MONTH}-${DAY}-\\d{4}`, 0.6),
      word(`${DAY}-${MONTH}-\\d{4}`, 0.6),
      word(`\\d{4}-${MONTH}-${DAY}`, 0.6),
      word(`${DAY}\\.${MONTH}\\.${YEAR}`, 0.6),
      word(`${DAY}-${MONTH_NAME}-${YEAR}`, 0.6),
      word(`${MONTH_NAME}-${YEAR}`, 0.6),
      word(`${DAY}-${MONTH_NAME}`, 0.6),
      word(`${MONTH}/\\d{4}`, 0.2),
      word(`${MONTH}/\\d{2}`, 0.1),
    ],
    context: ['date', 'birthday'],
  },
  {
    name: 'EmailRecognizer',
    entity: 'EMAIL_ADDRESS',
    patterns: [
      weighted(
        "\\b[!#$%&'*+\\-/=?^_`{|}~\\w](?:[!#$%&'*+\\-/=?^_`{|}~.\\w]{0,63}[!#$%&'*+\\-/=?^_`{|}~\\w])?@\\w+(?:-+\\w+)*(?:\\.\\w+(?:-+\\w+)*)+\\b",
        0.5,
      ),
    ],
    context: ['email'],
    validate: (text) =>
      [...GENERIC_DOMAINS, ...COUNTRY_DOMAINS].includes(text.slice(text.lastIndexOf('.') + 1).toLowerCase()),
  },
  {
    name: 'IbanRecognizer',
    entity: 'IBAN_CODE',
    patterns: [
      {
        pattern:
          /(?<![A-Z0-9])(?<short>(?<mid>[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,6})(?:[ -]?[A-Z0-9]{4})?)(?:[ -]?[A-Z0-9]{1,3})?(?![A-Z0-9])/gi,
        score: 0.5,
      },
    ],
    context: ['iban', 'bank', 'transaction'],
    // In small letters the check digits are right, but not the form: the score stays.
    validate: (text) => iban(text) && (text === text.toUpperCase() || undefined),
    // A number or word behind the code may have been taken for its end.
    shorter: (match) => [match.groups?.short ?? '', match.groups?.mid ?? ''],
  },
  {
    name: 'IpRecognizer',
    entity: 'IP_ADDRESS',
    patterns: [
      weighted(`(?<![\\w:])(?:[0-9a-f]{0,4}:){2,7}${OCTET}(?:\\.${OCTET}){3}${PREFIX}\\b`, 0.6),
      weighted(`\\b${OCTET}(?:\\.${OCTET}){3}\\b(?:/(?:[0-2]?\\d|3[0-2]))?`, 0.6),
      weighted(`(?<![\\w:])(?!::(?![0-9a-f]))(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}${PREFIX}(?![\\w:]|\\.\\d)`, 0.6),
      weighted(`(?<![\\w:])::${PREFIX}(?![\\w:])`, 0.1),
    ],
    context: ['ip', 'ipv4', 'ipv6'],
    invalidate: (text) => isIP(text.replace(/\/\d+$/, '')) === 0,
  },
  {
    name: 'MacAddressRecognizer',
    entity: 'MAC_ADDRESS',
    patterns: [
      weighted('\\b[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}\\b', 0.6),
      weighted('\\b[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}\\b', 0.6),
    ],
    context: ['mac', 'mac address', 'hardware address', 'physical address', 'ethernet'],
    invalidate: (text) => /^(?:0{12}|f{12})$/i.test(text.replace(/[:.-]/g, '')),
  },
  {
    name: 'MedicalLicenseRecognizer',
    entity: 'MEDICAL_LICENSE',
    patterns: [weighted('[abcdefghjklmprstux](?:[a-z]\\d{7}|9\\d{7})', 0.4)],
    context: ['medical', 'certificate', 'dea'],
    validate: dea,
  },
  {
    name: 'NhsRecognizer',
    entity: 'UK_NHS',
    patterns: [word('\\d{3}[- ]?\\d{3}[- ]?\\d{4}', 0.5)],
    context: ['national health service', 'nhs', 'health services authority', 'health authority'],
    validate: nhs,
  },
  {
    name: 'UrlRecognizer',
    entity: 'URL',
    patterns: [weighted(`https?://(?:www\\d{0,3}\\.)?${DOMAIN}`, 0.6), weighted(`(?:www\\d{0,3}\\.)?${DOMAIN}`, 0.5)],
    context: ['url', 'website', 'link'],
  },
  {
    name: 'UsBankRecognizer',
    entity: 'US_BANK_NUMBER',
    patterns: [word('\\d{8,17}', 0.05)],
    context: ['bank', 'check', 'account', 'account#', 'acct', 'save', 'debit'],
  },
  {
    name: 'UsLicenseRecognizer',
    entity: 'US_DRIVER_LICENSE',
    patterns: [word(LICENCE_FORMS.join('|'), 0.3), word('\\d{6,14}|\\d{16}', 0.01)],
    context: ['driver', 'license', 'permit', 'lic', 'identification', 'dls', 'cdls', 'lic#', 'driving'],
  },
  {
    name: 'UsItinRecognizer',
    entity: 'US_ITIN',
    patterns: [
      word(`9\\d{2}[- ]${ITIN_MIDDLE}\\d{4}|9\\d{2}${ITIN_MIDDLE}[- ]\\d{4}`, 0.05),
      word(`9\\d{2}${ITIN_MIDDLE}\\d{4}`, 0.3),
      word(`9\\d{2}[- ]${ITIN_MIDDLE}[- ]\\d{4}`, 0.5),
    ],
    context: ['individual', 'taxpayer', 'itin', 'tax', 'payer', 'taxid', 'tin'],
  },
  {
    name: 'UsPassportRecognizer',
    entity: 'US_PASSPORT',
    patterns: [word('\\d{9}', 0.05), word('[A-Z]\\d{8}', 0.1)],
    context: ['us', 'united', 'states', 'passport', 'passport#', 'travel', 'document'],
  },
  {
    name: 'UsSsnRecognizer',
    entity: 'US_SSN',
    patterns: [
      word('\\d{5}-\\d{4}', 0.05),
      word('\\d{3}-\\d{6}', 0.05),
      word('\\d{3}-\\d{2}-\\d{4}', 0.05),
      word('\\d{9}', 0.05),
      word('\\d{3}[- .]\\d{2}[- .]\\d{4}', 0.5),
    ],
    context: ['social', 'security', 'ssn', 'ssns', 'ssid'],
    invalidate: neverIssuedSsn,
  },
  {
    name: 'UuidRecognizer',
    entity: 'UUID',
    patterns: [word('[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 0.5)],
    context: ['uuid', 'guid', 'unique identifier'],
    // Version 1 to 8 and the variant of RFC 9562, which the nil UUID has not.
    invalidate: (text) => !/^.{14}[1-8].{4}[89ab]/i.test(text),
  },
];
