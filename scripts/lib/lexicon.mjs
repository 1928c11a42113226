// node scripts/lib/lexicon.mjs, a part of the build: writes dist/lexicon.txt, English words and names and places of many countries, out of
// the packages that have them, whose loading takes six times as long. One word a line, a space and its marks: f given name, l surname,
// p place or other name with a capital, e English.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inRoot } from './common.mjs';

const require = createRequire(import.meta.url);
const GIVEN = ['MaleName', 'FemaleName', 'FirstName'];
const SURNAMES = ['LastName', 'Person'];
const PLACES = ['Place', 'City', 'Region', 'Country', 'Organization', 'SportsTeam', 'ProperNoun'];

/**
 * From compromise's lexicon (first and last names of many countries, places, verbs, adjectives), `human-names` (first names of six
 * languages) and the SCOWL spelling dictionary (`dictionary-en`, where names have a capital and common words have none).
 */
function lexiconText(keyOf) {
  const marks = new Map();
  const add = (word, mark) => marks.set(word, `${(marks.get(word) ?? '').replace(mark, '')}${mark}`);
  for (const [word, tags] of Object.entries(require('compromise').world().model.one.lexicon)) {
    const has = (kinds) => [tags].flat().some((tag) => kinds.includes(tag));
    const key = keyOf(word);
    if (word.includes(' ') || key.length < 2) continue;
    add(key, has(GIVEN) ? 'f' : has(SURNAMES) ? 'l' : has(PLACES) ? 'p' : 'e');
  }
  for (const list of Object.values(require('human-names')))
    if (Array.isArray(list)) for (const name of list) if (typeof name === 'string') add(keyOf(name), 'f');
  const dictionary = join(dirname(require.resolve('dictionary-en')), 'index.dic');
  for (const line of readFileSync(dictionary, 'utf8').split('\n')) {
    const word = line.split('/', 1)[0];
    if (/^\p{Lu}\p{Ll}+$/u.test(word)) add(keyOf(word), 'p');
    else if (/^\p{Ll}{2,}$/u.test(word)) add(keyOf(word), 'e');
  }
  return [...marks].map((entry) => `${entry.join(' ')}\n`).join('');
}

writeFileSync(inRoot('dist', 'lexicon.txt'), lexiconText(require(inRoot('dist', 'phi', 'lexicon.js')).lexiconKey));
