import { isKnownVr } from '../dicom/walk';

/** As many bytes as it takes to know DICOM content. */
export const HEAD_BYTES = 144;

/** Why a file of the input was not taken. `dicomdir`: the directory of a medium, which names patients and holds no picture. */
export type SkipReason = 'not-dicom' | 'dicomdir' | 'archive' | 'not-a-file' | 'link-loop' | 'broken-link';

/** Names that say the file is DICOM; without such content it is refused by name. Hidden ones are other programs' notes. */
export const claimsDicom = (name: string): boolean =>
  /\.(dcm|dicom|dic|ima|acr)$/i.test(name) && !/(^|\/)(\._?[^/]*|__MACOSX\/.*)$/.test(name);

/** `undefined` for DICOM content. */
export function skipReason(name: string, head: Buffer): SkipReason | undefined {
  if (/(^|\/)DICOMDIR$/i.test(name)) return 'dicomdir';
  if (looksLikeDicom(head)) return undefined;
  const isArchive = /^(PK\x03\x04|\x1f\x8b|7z\xbc\xaf|BZh|\xfd7zXZ|Rar!)/.test(head.toString('latin1', 0, 8));
  return isArchive ? 'archive' : 'not-dicom';
}

/**
 * Whether bytes start as DICOM files do (PS3.10 7.1): the mark behind the preamble; or, without preamble, an element of group 0002,
 * 0004 or 0008, as older files and those of ACR-NEMA start.
 */
export function looksLikeDicom(head: Buffer): boolean {
  if (head.toString('latin1', 128, 132) === 'DICM') return true;
  if (head.length < 8) return false;
  const little = head[1] === 0 && [2, 4, 8].includes(head[0]);
  const big = head[0] === 0 && head[1] === 8;
  if (!little && !big) return false;
  if (isKnownVr(head.toString('latin1', 4, 6))) return true;
  // Implicit: the elements that come first are short.
  const element = head.readUInt16LE(2);
  const length = head.readUInt32LE(4);
  return little && element <= 0x60 && length <= 1024 && length % 2 === 0;
}
