import { isIP } from 'node:net';
import { bitcoin, dea, iban, luhn, neverIssuedSsn, nhs } from './checks';
import { COUNTRY_DOMAINS, GENERIC_DOMAINS } from './domains';
import type { PatternRecogniser, WeightedPattern } from './types';

/**
 * Presidio's default English pattern recognisers (presidio-analyzer 2.2): the same forms, scores, context words and checks. Patterns
 * ignore case, as Presidio's default flags do. The countries' own sets that Presidio leaves off by default are left off.
 */
const weighted = (source: string, score: number): WeightedPattern => ({ pattern: new RegExp(source, 'gims'), score });
const word = (source: string, score: number): WeightedPattern => weighted(`\\b(?:${source})\\b`, score);

const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:\\d{4}|\\d{2})';
const MONTH_NAME = '(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
const ITIN_MIDDLE = '(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])';
const DOMAIN = `[a-z0-9.\\-]{1,253}\\.(?:${[...GENERIC_DOMAINS, ...COUNTRY_DOMAINS].join('|')})(?![a-z0-9-])(?:/[^\\s()<>"']*)?`;
const OCTET = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
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
      'cc ',
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
    patterns: [{ pattern: /(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,59}/g, score: 0.5 }],
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
        pattern: /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Z0-9])/g,
        score: 0.5,
      },
    ],
    context: ['iban', 'bank', 'transaction'],
    validate: iban,
  },
  {
    name: 'IpRecognizer',
    entity: 'IP_ADDRESS',
    patterns: [
      word(`${OCTET}(?:\\.${OCTET}){3}`, 0.6),
      weighted('(?<![\\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![0-9a-f:.])', 0.6),
    ],
    context: ['ip', 'ipv4', 'ipv6'],
    invalidate: (text) => isIP(text) === 0,
  },
  {
    name: 'MedicalLicenseRecognizer',
    entity: 'MEDICAL_LICENSE',
    patterns: [weighted('[abcdefghjklmprstux](?:[a-z]\\d{7}|9\\d{7})', 0.3)],
    context: ['medical', 'certificate', 'dea', 'license'],
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
    patterns: [
      word('(?=[A-Z0-9*]*[\\d*])[A-Z][A-Z0-9*]{11}', 0.3),
      word(LICENCE_FORMS.join('|'), 0.3),
      word('\\d{6,14}|\\d{16}', 0.01),
    ],
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
    context: ['social', 'security', 'ssn', 'ssns', 'ssn#', 'ss#', 'ssid'],
    invalidate: neverIssuedSsn,
  },
];
