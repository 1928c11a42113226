// Written screens with other people on them: what may be learnt is where names and initials stand, not which they are.
import { readFileSync } from 'node:fs';
import { inRoot } from './common.mjs';

const KINDS = new Set(['name', 'physician']);
/** Words in the names of so many screens are titles and particles (`Dr`, `van`), or so common that they may as well stay. */
const USUAL = 12;
/** So many capitals are initials at most. */
const INITIALS = 3;
/** New names are about as long as the old ones, so that they fit their place. */
const LONGER = 2;
/** Of new names this share is misspelt, as names are that no list has. */
const UNLISTED = 0.2;
const LETTERS = 'abcdeghiklmnoprstuvz';

const wordsOf = (text) => text.match(/\p{L}+/gu) ?? [];
const named = ({ pieces, ...item }) => (pieces ?? [item]).filter(({ kind }) => KINDS.has(kind));

/** A function that gives a screen other people, the same ones wherever they stand on it, its header included. */
export function otherPeople(screens) {
  const names = readFileSync(inRoot('data', 'names.txt'), 'utf8')
    .split('\n')
    .filter((name) => /^\p{L}{3,}$/u.test(name));
  const count = new Map();
  for (const { items } of screens) {
    const words = items.flatMap(named).flatMap(({ text }) => wordsOf(text.toLowerCase()));
    for (const word of new Set(words)) count.set(word, (count.get(word) ?? 0) + 1);
  }
  const isUsual = (word) => word.length > 1 && count.get(word.toLowerCase()) >= USUAL;
  return (screen, random) => {
    const known = new Map();
    const change = (text) =>
      text.replace(/\p{L}+/gu, (word) => (isUsual(word) ? word : other(word, known, names, random)));
    const changed = (piece) => (KINDS.has(piece.kind) ? { ...piece, text: change(piece.text) } : piece);
    const items = screen.items.map((item) => {
      if (item.pieces === undefined) return changed(item);
      const pieces = item.pieces.map(changed);
      return { ...item, pieces, text: pieces.map(({ text }) => text).join(' ') };
    });
    const header = Object.entries(screen.header ?? {}).map(([keyword, value]) => [
      keyword,
      /(?:Patient|Physician|Operators).*Name/.test(keyword) ? change(String(value)) : value,
    ]);
    return { ...screen, items, header: Object.fromEntries(header) };
  };
}

function other(word, known, names, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const key = word.toLowerCase();
  const isInitials = word.length <= INITIALS && /^\p{Lu}+$/u.test(word);
  if (!known.has(key))
    known.set(key, isInitials ? [...word].map(() => pick(names)[0]).join('') : nameLike(word, names, pick, random));
  return inCaseOf(word, known.get(key));
}

function nameLike({ length }, names, pick, random) {
  let name = pick(names);
  for (let tries = 0; tries < 20 && Math.abs(name.length - length) > LONGER; tries++) name = pick(names);
  if (random() >= UNLISTED) return name;
  const at = Math.floor(random() * name.length);
  return name.slice(0, at) + pick(LETTERS) + name.slice(at + 1);
}

function inCaseOf(word, name) {
  if (/^\p{Lu}+$/u.test(word)) return name.toUpperCase();
  return /^\p{Lu}/u.test(word) ? name[0].toUpperCase() + name.slice(1).toLowerCase() : name.toLowerCase();
}
