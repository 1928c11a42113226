import type { NewElement } from './build';
import { type DataSet, type DicomElement, findElement } from './elements';
import type { PaintedFrame } from './painted';
import type { Changes } from './splice';
import type { Tag } from './tags';

/**
 * Collects what is to change in a data set and the items inside it. A later edit of the same element replaces an earlier one. What
 * happens inside an element that is removed has no effect.
 */
export class AttributeEdits implements Changes {
  readonly elements: Map<DicomElement, NewElement | readonly Uint8Array[] | undefined> = new Map();
  readonly additions = new Map<DataSet, NewElement[]>();
  readonly items = new Map<DicomElement, NewElement[][]>();

  /** The same edits, to be added to without touching these. */
  copy(): AttributeEdits {
    const copy = new AttributeEdits();
    for (const [element, change] of this.elements) copy.elements.set(element, change);
    for (const [dataSet, added] of this.additions) copy.additions.set(dataSet, [...added]);
    for (const [sequence, items] of this.items) copy.items.set(sequence, [...items]);
    return copy;
  }

  /** Leaves the element out, with everything in it. */
  remove(element: DicomElement): void {
    this.elements.set(element, undefined);
  }

  /** Leaves out the element with that tag, if it is there. */
  removeTag(dataSet: DataSet, tag: Tag): void {
    const element = findElement(dataSet, tag);
    if (element !== undefined) this.remove(element);
    const added = this.additions.get(dataSet)?.filter((other) => other.tag !== tag);
    if (added !== undefined) this.additions.set(dataSet, added);
  }

  /** Writes the element in place of the one with its tag, or adds it. */
  set(dataSet: DataSet, element: NewElement): void {
    const present = findElement(dataSet, element.tag);
    if (present !== undefined) {
      this.elements.set(present, element);
      return;
    }
    const added = (this.additions.get(dataSet) ?? []).filter(({ tag }) => tag !== element.tag);
    this.additions.set(dataSet, [...added, element]);
  }

  /** Writes ready-made bytes, header included, in place of an element. */
  replaceBytes(element: DicomElement, chunks: readonly Uint8Array[]): void {
    this.elements.set(element, chunks);
  }

  /** Adds an item behind those of a sequence, which is added when it is not there or cannot be read as one. */
  appendItem(dataSet: DataSet, tag: Tag, item: readonly NewElement[]): void {
    const sequence = findElement(dataSet, tag);
    if (sequence?.items !== undefined) {
      this.items.set(sequence, [...(this.items.get(sequence) ?? []), [...item]]);
      return;
    }
    const edit = sequence && this.elements.get(sequence);
    const written = edit && 'tag' in edit ? edit : this.additions.get(dataSet)?.find((added) => added.tag === tag);
    const items = written?.vr === 'SQ' ? (written.value as readonly (readonly NewElement[])[]) : [];
    this.set(dataSet, { tag, vr: 'SQ', value: [...items, item] });
  }
}

/** All that is to change in a file. */
export interface WriteEdits {
  /**
   * The painted frame with that index, or `undefined` where nothing was painted. Asked for in order, possibly more than once. Without
   * it the pixel data stay byte for byte as they are.
   */
  readonly frames?: (frameIndex: number) => Promise<PaintedFrame | undefined>;
  /** Changes of the data set. */
  readonly attributes: AttributeEdits;
  /** Changes of the file meta information; without effect in a file that has none. */
  readonly meta: AttributeEdits;
}
