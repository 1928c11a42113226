import { type DataSet, type DicomElement, findElement } from './elements';
import type { DicomFile } from './open';
import { TAG, type Tag } from './tags';

/**
 * The data set that holds a functional group macro (`sequence`) for a frame: the frame's own one, the shared one, or the top level of
 * the file, where classic images have the same attributes (PS3.3 C.7.6.16).
 */
export function frameDataSet(file: DicomFile, sequence: Tag, frameIndex: number): DataSet {
  const perFrame = findElement(file.dataSet, TAG.perFrameFunctionalGroups)?.items?.[frameIndex];
  const shared = findElement(file.dataSet, TAG.sharedFunctionalGroups)?.items?.[0];
  for (const item of [perFrame, shared]) {
    const group = item && findElement(item.dataSet, sequence)?.items?.[0];
    if (group) return group.dataSet;
  }
  return file.dataSet;
}

/** The data sets of a sequence's items; empty when it is absent. */
export function sequenceItems(dataSet: DataSet, tag: Tag): readonly DataSet[] {
  const element: DicomElement | undefined = findElement(dataSet, tag);
  return (element?.items ?? []).map((item) => item.dataSet);
}
