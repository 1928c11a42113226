import type * as Chrono from 'chrono-node';
import type nlp from 'compromise';

/** Packages that know language take half a second to load. Most commands and many files need none of them: each is loaded on first use. */

/** A lexicon and a tagger of English. */
export const compromise = (): typeof nlp => require('compromise') as typeof nlp;

/** Dates and times in running text. */
export const chronoNode = (): typeof Chrono => require('chrono-node') as typeof Chrono;
