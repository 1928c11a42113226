import type { AttributeEdits } from './edits';
import { type DicomElement, type DicomItem, findElement } from './elements';
import type { DicomFile } from './open';
import { elementTexts, visitElements } from './references';
import { TAG } from './tags';

const IMAGE_TYPE = 0x00080008;
const FRAME_TYPE = 0x00089007;

/** Enhanced and legacy converted CT, MR and PET: their ImageType speaks for frames of several kinds. */
const ENHANCED = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(2\.[12]|4\.[1-4]|128\.1|130)$/;
/**
 * Ophthalmic photography, 8 and 16 bit and wide field: DERIVED asks there for a third value, and the only one there is says montage (PS3.3
 * C.8.17.2.1.4), which would be untrue. All pixels but the painted ones are based on original data: ImageType stays.
 */
const OPHTHALMIC = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.77\.1\.5\.[1256]$/;

/**
 * The pixels of `frames` are no longer the original ones: ImageType gets DERIVED as its first value (PS3.3 C.7.6.1.1.2), in enhanced
 * objects MIXED (C.8.16.1), since DERIVED would forbid the attributes of the acquisition; FrameType of a painted frame gets DERIVED,
 * the shared one when all frames are painted. A file without ImageType is left without.
 */
export function setDerived(file: DicomFile, edits: AttributeEdits, frames: ReadonlySet<number>): void {
  const { dataSet } = file;
  const imageType = findElement(dataSet, IMAGE_TYPE);
  if (!OPHTHALMIC.test(file.sopClassUID))
    setFirstValue(file, edits, imageType, ENHANCED.test(file.sopClassUID) ? 'MIXED' : 'DERIVED');
  const derive = (item: DicomItem) =>
    visitElements(item.dataSet, (element) => {
      if (element.tag === FRAME_TYPE) setFirstValue(file, edits, element, 'DERIVED');
      return true;
    });
  findElement(dataSet, TAG.perFrameFunctionalGroups)?.items?.forEach((item, index) => {
    if (frames.has(index)) derive(item);
  });
  if (frames.size === file.image?.numberOfFrames) {
    findElement(dataSet, TAG.sharedFunctionalGroups)?.items?.forEach(derive);
  }
}

function setFirstValue(
  file: DicomFile,
  edits: AttributeEdits,
  element: DicomElement | undefined,
  first: 'DERIVED' | 'MIXED',
): void {
  if (element === undefined || element.length === 0) return;
  const [before, ...others] = elementTexts(file.data, element);
  if (before === 'DERIVED' || before === first) return;
  edits.set(element.parent, { tag: element.tag, vr: 'CS', value: [first, ...others].join('\\') });
}
