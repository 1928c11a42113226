// node scripts/make-vocabulary.mjs [PYTHON]: writes data/vocabulary.txt from scripts/vocabulary/*.txt and DICOM's terms, and data/names.txt, names of
// many countries that are none of its words. Built once, kept in the repository; PYTHON needs what scripts/dicom_terms.py names. One word a line, lower case, with marks, and
// behind a tab on how many written screens it is an annotation; whole numbers, too, where they are on two or more:
//   =  a number may follow it    #  a unit    ?  common English: explains itself only among others that are explained
//   @  no annotation: sexes, titles, places of care, months
//   !  an annotation whatever else it may be: makers
//   ~  also a given name or a surname: needs others that are explained beside it
//   ^  of another language than English: its letters say nothing, as that language's surnames have the same
//   &  of three letters, which may be initials: needs others that are explained beside it
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allLocales } from '@faker-js/faker';
import { main } from './lib/common.mjs';
import { screensOf, writtenTerms } from './lib/written-terms.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const load = (name) => createRequire(import.meta.url)(`../dist/phi/${name}.js`);
const { wordFacts } = load('lexicon');
const { foldAccents } = load('../page/confusion');
/** Words of this Zipf frequency (1 in 100,000) and more are common English. */
const COMMON = 4;
/** Shorter ones are syllables and abbreviations. */
const SHORTEST_NAME = 3;
/** Shorter terms of DICOM are initials or parts of phrases. */
const SHORTEST_TERM = 3;
/** Of so few digits a number may be usual (sizes of matrices, kilovolts), but for years. */
const NUMBER = /^(?!(?:19|20)\d\d$)\d{1,4}$/;
const LOCALES = [
  ...['cs_CZ', 'da', 'de', 'de_AT', 'de_CH', 'en', 'en_GB', 'es', 'es_MX', 'fi', 'fr', 'fr_BE', 'fr_CA', 'fr_CH', 'hu'],
  ...['it', 'lv', 'nb_NO', 'nl', 'nl_BE', 'pl', 'pt_BR', 'pt_PT', 'sk', 'sv', 'tr'],
];

await main(() => {
  const python = process.argv[2] ?? 'python3';
  const { labelEntries } = load('label-table');
  const labels = labelEntries()
    .filter(({ phiClass }) => phiClass !== 'keep')
    .flatMap(({ phrase }) => phrase.split(' '));
  const never = listOf('never');
  const { bare } = load('explain/forms');
  const written = writtenTerms(bare, new Set([...labels, ...never.keys()]));
  const screens = screensOf(bare, foldAccents);
  const input = JSON.stringify([...written.keys()]);
  const dicom = JSON.parse(execFileSync(python, [join(here, 'dicom_terms.py')], { input, maxBuffer: 1e8 }));
  const isName = nameTest(new Set(dicom.names));
  const [parameters, units, makers, languages] = ['parameters', 'units', 'makers', 'languages'].map(listOf);
  const own = new Map(
    ['languages', 'scanners', 'makers', 'anatomy', 'eponyms', 'units', 'parameters'].flatMap((list) => [
      ...listOf(list),
    ]),
  );
  const dicomTerms = new Set(dicom.terms.filter((word) => word.length >= SHORTEST_TERM));
  const lines = [...never].filter(([word, mark]) => mark === '' && !own.has(word)).map(([word]) => `${word}@`);
  for (const word of new Set([...own.keys(), ...dicomTerms, ...written.keys()])) {
    const isOwn = own.has(word);
    const seen = isOwn || dicomTerms.has(word) ? undefined : written.get(word);
    const isNever = never.has(word);
    if (!isOwn && isNever && never.get(word) === '') continue;
    const isSure = own.get(word) === '!';
    const isCommon = own.get(word) === '?' || isNever || (!isOwn && dicom.frequency[word] >= COMMON);
    const marks = [
      (parameters.has(word) || makers.has(word) || (written.get(word)?.isParameter && !isName(word))) && '=',
      units.has(word) && '#',
      isSure && '!',
      !isSure && isName(word) && '~',
      !isSure && isCommon && '?',
      (languages.has(word) || seen?.isForeign) && '^',
      seen?.isShort && '&',
    ];
    const seenOn = screens.get(foldAccents(word));
    lines.push([word, ...marks.filter((mark) => mark), seenOn === undefined ? '' : `\t${seenOn}`].join(''));
  }
  for (const [term, seenOn] of screens) if (NUMBER.test(term) && seenOn > 1) lines.push(`${term}\t${seenOn}`);
  writeFileSync(join(here, '..', 'data', 'vocabulary.txt'), `${lines.sort().join('\n')}\n`);
  const persons = furtherNames(
    dicom,
    new Set(lines.map((line) => foldAccents(line.replace(/[=#?@!~^&]*(?:\t.*)?$/, '')))),
  );
  writeFileSync(join(here, '..', 'data', 'names.txt'), `${persons.sort().join('\n')}\n`);
  console.log(`${lines.length} words, ${persons.length} names`);
});

/** Names that the packages' lexicons do not have; neither annotations nor common English words. */
function furtherNames({ persons, names, frequency }, terms) {
  const isNew = (name) => {
    const { firstName, lastName } = wordFacts(name);
    return name.length >= SHORTEST_NAME && !terms.has(foldAccents(name)) && !firstName && !lastName;
  };
  return [...new Set([...persons, ...names])].filter((name) => frequency[name] < COMMON && isNew(name));
}

/** Words of a list, and each one's own mark: `?` or, for what is an annotation whatever else it may be, `!`. */
function listOf(name) {
  const text = readFileSync(join(here, 'vocabulary', `${name}.txt`), 'utf8').replace(/^#.*$/gm, '');
  const words = text.split(/\s+/).filter((word) => word !== '');
  return new Map(words.map((word) => [word.replace(/[?!]$/, '').toLowerCase(), /[?!]$/.exec(word)?.[0] ?? '']));
}

function nameTest(census) {
  const lists = LOCALES.flatMap((locale) =>
    ['first_name', 'last_name'].flatMap((kind) => Object.values(allLocales[locale].person?.[kind] ?? {})),
  );
  const names = new Set(
    lists
      .flat()
      .filter((name) => typeof name === 'string')
      .map(foldAccents),
  );
  return (word) => {
    const key = foldAccents(word);
    if (word.length < 2 || names.has(key) || census.has(key)) return word.length > 1;
    const facts = wordFacts(key);
    return !word.includes('-') && (facts.firstName || facts.lastName);
  };
}
