import { encodeElement, encodeItems, type NewElement } from './build';
import type { DataSet, DicomElement, DicomItem } from './elements';
import { elementOf, groupOf } from './tags';

/**
 * What is to change in a data set. Everything that is not named stays byte for byte as it is, also wrong padding, odd lengths, private
 * elements and undefined lengths: a writer that re-encodes what it read changes more than it was asked to.
 */
export interface Changes {
  /** Elements to leave out (`undefined`), or to write anew in their place: bytes are the whole element, header included. */
  readonly elements: ReadonlyMap<DicomElement, NewElement | readonly Uint8Array[] | undefined>;
  /** Elements to add, by the data set that gets them. They must not be there already. */
  readonly additions: ReadonlyMap<DataSet, readonly NewElement[]>;
  /** Items to add behind those of a sequence. */
  readonly items: ReadonlyMap<DicomElement, readonly (readonly NewElement[])[]>;
}

interface Part {
  readonly group: number;
  /** `(gggg,0000)` of a group whose size changed: written last, when the size is known. */
  readonly groupLength?: DicomElement;
  readonly changed: boolean;
  chunks: readonly Uint8Array[];
}

/**
 * The data set with the changes, as pieces in file order. Pieces that did not change are views of `data`: nothing is copied, so the
 * cost does not depend on the size of the pixel data.
 */
export function spliceDataSet(data: Uint8Array, dataSet: DataSet, changes: Changes): Uint8Array[] {
  return joinNeighbours(new Splicer(data, changes).dataSet(dataSet));
}

class Splicer {
  private readonly touched = new Set<DataSet>();

  constructor(
    private readonly data: Uint8Array,
    private readonly changes: Changes,
  ) {
    for (const element of changes.elements.keys()) this.touch(element.parent);
    for (const dataSet of changes.additions.keys()) this.touch(dataSet);
    for (const sequence of changes.items.keys()) this.touch(sequence.parent);
  }

  /** A change deep inside changes the lengths of everything around it. */
  private touch(dataSet: DataSet): void {
    for (let at: DataSet | undefined = dataSet; at && !this.touched.has(at); at = at.item?.sequence.parent) {
      this.touched.add(at);
    }
  }

  dataSet(dataSet: DataSet): Uint8Array[] {
    if (!this.touched.has(dataSet)) return [this.data.subarray(dataSet.start, dataSet.end)];
    const added = [...(this.changes.additions.get(dataSet) ?? [])].sort((a, b) => a.tag - b.tag);
    const parts: Part[] = [];
    for (const element of dataSet.elements) {
      while (added.length > 0 && added[0].tag < element.tag) parts.push(this.added(added.shift()!, dataSet));
      parts.push(this.element(element));
    }
    for (const element of added) parts.push(this.added(element, dataSet));
    this.setGroupLengths(parts, dataSet);
    return parts.flatMap((part) => part.chunks);
  }

  private added(element: NewElement, dataSet: DataSet): Part {
    return { group: groupOf(element.tag), changed: true, chunks: [encodeElement(element, dataSet.encoding)] };
  }

  private element(element: DicomElement): Part {
    const group = groupOf(element.tag);
    const { elements } = this.changes;
    if (elements.has(element)) {
      const change = elements.get(element);
      const chunks =
        change === undefined ? [] : 'tag' in change ? [encodeElement(change, element.parent.encoding)] : change;
      return { group, changed: true, chunks };
    }
    if (element.items !== undefined && this.reaches(element)) {
      return { group, changed: true, chunks: this.sequence(element, element.items) };
    }
    const groupLength = elementOf(element.tag) === 0 && element.length === 4 ? element : undefined;
    return { group, groupLength, changed: false, chunks: [this.data.subarray(element.start, element.end)] };
  }

  private reaches(sequence: DicomElement): boolean {
    return this.changes.items.has(sequence) || sequence.items!.some((item) => this.touched.has(item.dataSet));
  }

  private sequence(element: DicomElement, items: readonly DicomItem[]): Uint8Array[] {
    const content = items.flatMap((item) => this.item(item, element));
    const added = this.changes.items.get(element);
    if (added !== undefined) content.push(encodeItems(added, element.parent.encoding));
    if (element.undefinedLength) {
      return [
        this.data.subarray(element.start, element.valueStart),
        ...content,
        this.data.subarray(element.end - 8, element.end),
      ];
    }
    const header = this.data.slice(element.start, element.valueStart);
    const { littleEndian } = element.parent.encoding;
    new DataView(header.buffer).setUint32(element.lengthStart - element.start, sizeOf(content), littleEndian);
    return [header, ...content];
  }

  private item(item: DicomItem, sequence: DicomElement): Uint8Array[] {
    if (!this.touched.has(item.dataSet)) return [this.data.subarray(item.start, item.end)];
    const content = this.dataSet(item.dataSet);
    if (item.undefinedLength) {
      return [
        this.data.subarray(item.start, item.valueStart),
        ...content,
        this.data.subarray(item.dataSet.end, item.end),
      ];
    }
    const header = this.data.slice(item.start, item.valueStart);
    new DataView(header.buffer).setUint32(4, sizeOf(content), sequence.parent.encoding.littleEndian);
    return [header, ...content];
  }

  /** Group lengths (retired but for group 0002) must count what is there now. Wrong ones of untouched groups stay wrong. */
  private setGroupLengths(parts: Part[], dataSet: DataSet): void {
    for (const part of parts) {
      const element = part.groupLength;
      if (element === undefined) continue;
      const others = parts.filter((other) => other !== part && other.group === part.group);
      if (!others.some((other) => other.changed)) continue;
      const bytes = this.data.slice(element.start, element.end);
      const length = others.reduce((sum, other) => sum + sizeOf(other.chunks), 0);
      new DataView(bytes.buffer).setUint32(element.valueStart - element.start, length, dataSet.encoding.littleEndian);
      part.chunks = [bytes];
    }
  }
}

const sizeOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

/** Views that follow each other in the same buffer become one. */
function joinNeighbours(chunks: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = [];
  for (const chunk of chunks) {
    const last = joined.at(-1);
    if (chunk.length === 0) continue;
    if (last && last.buffer === chunk.buffer && last.byteOffset + last.length === chunk.byteOffset) {
      joined[joined.length - 1] = new Uint8Array(last.buffer, last.byteOffset, last.length + chunk.length);
    } else joined.push(chunk);
  }
  return joined;
}
