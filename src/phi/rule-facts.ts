import type { Box } from '../base/geometry';
import { findElement } from '../dicom/elements';
import { headerValues } from '../dicom/header';
import type { DicomFile } from '../dicom/open';
import { valueBytes } from '../dicom/values';

/** What rectangles of a rules file may ask of a file. Texts as in the header; empty where it says nothing. */
export interface RuleFacts {
  readonly modality: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly station: string;
  readonly software: string;
  readonly sopClass: string;
  readonly imageType: string;
  readonly series: string;
  readonly burnedIn: string;
  readonly rows: number;
  readonly columns: number;
  /** Regions that an ultrasound device declares (PS3.3 C.8.5.5), in pixels. */
  readonly regions: readonly Box[];
}

const KEYWORDS = {
  model: 'ManufacturerModelName',
  station: 'StationName',
  software: 'SoftwareVersions',
  imageType: 'ImageType',
  series: 'SeriesDescription',
  burnedIn: 'BurnedInAnnotation',
} as const;

/** Reads the facts of one file. */
export function ruleFacts(file: DicomFile): RuleFacts {
  const values = headerValues(file).filter(({ depth }) => depth === 0);
  const text = (keyword: string): string =>
    values
      .filter((value) => value.keyword === keyword)
      .map(({ value }) => value)
      .join('\\');
  const texts = Object.fromEntries(Object.entries(KEYWORDS).map(([fact, keyword]) => [fact, text(keyword)]));
  return {
    ...(texts as Record<keyof typeof KEYWORDS, string>),
    modality: file.modality,
    manufacturer: file.manufacturer,
    sopClass: file.sopClassUID,
    rows: file.image?.rows ?? 0,
    columns: file.image?.columns ?? 0,
    regions: ultrasoundRegions(file),
  };
}

const REGIONS = 0x00186011;
/** RegionLocationMinX0, MinY0, MaxX1, MaxY1; the maxima are inside. */
const LOCATION = [0x00186018, 0x0018601a, 0x0018601c, 0x0018601e] as const;

function ultrasoundRegions(file: DicomFile): readonly Box[] {
  return (findElement(file.dataSet, REGIONS)?.items ?? []).flatMap(({ dataSet }) => {
    const numbers = LOCATION.map((tag) => {
      const element = findElement(dataSet, tag);
      if (element === undefined || element.length !== 4) return Number.NaN;
      const bytes = valueBytes(file.data, element);
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, file.syntax.littleEndian);
    });
    const [left, top, right, bottom] = numbers;
    return numbers.some(Number.isNaN) || right <= left || bottom <= top
      ? []
      : [{ left, top, right: right + 1, bottom: bottom + 1 }];
  });
}
