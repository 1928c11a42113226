import type { FinderInput, Finding } from './finder';
import { isTechniqueWord } from './technique';

const NOUN =
  '(?:Hospitals?|Clinics?|Clinique|Klinik(?:um|en)?|\\p{L}{3,20}(?:klinik(?:um)?|krankenhaus|spital|ziekenhuis)|Krankenhaus|Spital|Medical\\s?(?:Cent(?:er|re)|Clinic|Group|School|College)|' +
  'Health\\s?(?:care|System|Cent(?:er|re)|Services?)?|Healthcare|Infirmary|Hospice|Sanatorium|University|Universit[äa]t|Universit[ée]|H[ôo]pital|Hospitalier|Ospedale|' +
  'Policlinico|Istituto|Cl[íi]nica|Hospital|Poliklinik|Praxis|Imaging|Radiology|Diagnostics|Institute|(?:Community|General|Regional|Memorial|County)\\s?(?:Hospital|Clinic)|Medical\\s?Associates|Ziekenhuis|Szpital|NHS\\s?Trust)';
const WORD =
  "(?:\\p{Lu}[\\p{L}'’.\\-]{0,30},?|of|and|de|la|le|du|des|der|di|del|do|da|für|the|for|&|St\\.?|at|zu|am|im)";
const FORM = new RegExp(`(?:${WORD}\\s){0,6}?(?:\\p{Lu}[\\p{L}'’.\\-]{1,30}\\s?)?${NOUN}(?:\\s${WORD}){0,4}`, 'giu');
const STREET =
  /(?<![\p{L}\p{N}])\d{1,5}\s(?:\p{Lu}[\p{L}'’.]{1,20}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Square|Sq|Parkway|Pkwy)\b\.?|(?<![\p{L}\p{N}])\p{Lu}\p{L}{2,20}(?:stra(?:ß|ss)e|str\.|platz|weg|allee)\s\d{1,4}\b|(?<![\p{L}\p{N}])\p{Lu}[\p{L} ]{2,20},\s[A-Z]{2}\s\d{5}(?:-\d{4})?\b/gu;

/** Longest line that is looked at: no name or address of an institution is longer. */
const LONGEST_LINE = 400;

/** Names of institutions by the word that says what they are, and addresses by their shape; both without a label. */
export function findInstitutions(input: FinderInput): readonly Finding[] {
  return input.cells.flatMap((cell) => {
    const text = cell.text.slice(0, LONGEST_LINE);
    const places = [...text.matchAll(FORM)]
      .filter((match) => isPlace(match[0]))
      .map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        phiClass: 'institution' as const,
        score: 0.75,
      }));
    const streets = [...text.matchAll(STREET)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      phiClass: 'address' as const,
      score: 0.75,
    }));
    return [...places, ...streets].map((found) => ({
      ...found,
      start: found.start + cell.start,
      end: found.end + cell.start,
    }));
  });
}

/** More than the noun alone: `Radiology` or `Imaging` by itself is no name, nor with technical words (`Diagnostic Imaging`). */
function isPlace(text: string): boolean {
  const words = text.split(/[\s,]+/).filter((word) => /\p{L}{2}/u.test(word));
  return words.length >= 2 && words.some((word) => /^\p{Lu}/u.test(word) && !isTechniqueWord(word));
}
