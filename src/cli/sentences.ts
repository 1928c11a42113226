/**
 * What a person has to know about a code; the code itself stays for machines. Codes that are not here stand for themselves. One sentence
 * without its full stop, for the end of a line.
 */
export const SENTENCES: Readonly<Record<string, string>> = {
  quarantined: 'not proven clean: look at it in OUT/quarantine before anybody releases it',
  residual: 'patient data can still be read in it, or stands in its header',
  NOT_DICOM: 'it is not a DICOM file, or its beginning is damaged',
  TRUNCATED: 'it ends too early: copy it again from its source',
  NO_PIXEL_DATA: 'it holds no image, and its header is to be kept: nothing can be said of it',
  TEXT_NOT_READ:
    'a report, its texts as they came in OUT/quarantine: look at them, or have them cleaned (--documents clean)',
  HEADER_RESIDUE: 'its header still holds what the profile should have removed: please report it',
  BURNED_IN_NOT_FOUND: 'the header says that patient data is burnt in, and no text was found: look at it',
  DOCUMENT_NOT_READ: 'a document (PDF or such), as it came in OUT/quarantine: nobody read it',
  SOUND_NOT_HEARD: 'a recorded voice, as it came in OUT/quarantine: nobody listened to it',
  CONTENT_UNKNOWN: "a maker's own kind of object without pixels: what is in it is not known",
  DICOMDIR: 'it is the index of a medium, not an image',
  DUPLICATE_ELEMENT: 'the same element stands in it twice: which one counts is not said',
  DECODE_FAILED: 'its pixels cannot be decoded: the file is damaged or uses a rare encoding',
  ENCODE_FAILED: 'its pixels could not be written again without a change',
  UNSUPPORTED_TRANSFER_SYNTAX: 'its transfer syntax is unknown',
  PIXELDATA_LAYOUT_MISMATCH: 'its pixel data is not as long as its header says',
  CODESTREAM_MISMATCH: 'its compressed image is not the one that its header describes',
  FLOAT_PIXEL_DATA: 'its pixels are floating-point numbers, which are not supported',
  VR_ENCODING_MISMATCH: 'its elements are not encoded as its transfer syntax says',
  LIMIT_EXCEEDED: 'it is larger than --max-bytes, --max-pixels or --max-ratio allow',
  'output-link': 'a link in the output folder leads out of it: nothing is written through it',
  'broken-link': 'a link in the output folder leads nowhere: remove it',
  'rename-map-inside-output': 'the map of names would be given away with the outputs',
  INTERNAL: 'an unexpected error: please report it with the code and the stage',
  'truth-invalid': 'its ground truth JSON is not as described in the README',
  'write-failed': 'it could not be written: is the disk full?',
};

/** The sentence of a code, if it has one. */
export const sentenceOf = (code: string): string | undefined =>
  Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
