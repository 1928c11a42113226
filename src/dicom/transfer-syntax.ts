/** What a transfer syntax means for reading (PS3.5 section 10, PS3.6 A-1). */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicit: boolean;
  readonly littleEndian: boolean;
  readonly deflated: boolean;
  /** Which codec its pixel data need; `native` is uncompressed. */
  readonly codec: Codec;
  /** True when the codec, used under this syntax, may have changed pixels. */
  readonly lossy: boolean;
}

export type Codec = 'native' | 'rle' | 'deflate' | 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

const ROOT = '1.2.840.10008.1.2';

const explicitLittle = (suffix: string, name: string, codec: Codec, lossy = false): TransferSyntax => ({
  uid: ROOT + suffix,
  name,
  explicit: true,
  littleEndian: true,
  deflated: false,
  codec,
  lossy,
});

const ALL: readonly TransferSyntax[] = [
  { ...explicitLittle('', 'Implicit VR Little Endian', 'native'), explicit: false },
  explicitLittle('.1', 'Explicit VR Little Endian', 'native'),
  { ...explicitLittle('.1.99', 'Deflated Explicit VR Little Endian', 'native'), deflated: true },
  { ...explicitLittle('.2', 'Explicit VR Big Endian', 'native'), littleEndian: false },
  explicitLittle('.8.1', 'Deflated Image Frame Compression', 'deflate'),
  explicitLittle('.5', 'RLE Lossless', 'rle'),
  explicitLittle('.4.50', 'JPEG Baseline (Process 1)', 'jpeg', true),
  explicitLittle('.4.51', 'JPEG Extended (Process 2 and 4)', 'jpeg', true),
  explicitLittle('.4.53', 'JPEG Spectral Selection (Process 6 and 8, retired)', 'jpeg', true),
  explicitLittle('.4.55', 'JPEG Full Progression (Process 10 and 12, retired)', 'jpeg', true),
  explicitLittle('.4.57', 'JPEG Lossless (Process 14)', 'jpeg-lossless'),
  explicitLittle('.4.70', 'JPEG Lossless (Process 14, SV1)', 'jpeg-lossless'),
  explicitLittle('.4.80', 'JPEG-LS Lossless', 'jpeg-ls'),
  explicitLittle('.4.81', 'JPEG-LS Near-lossless', 'jpeg-ls', true),
  explicitLittle('.4.90', 'JPEG 2000 Lossless', 'jpeg-2000'),
  explicitLittle('.4.91', 'JPEG 2000', 'jpeg-2000', true),
  explicitLittle('.4.201', 'HTJ2K Lossless', 'htj2k'),
  explicitLittle('.4.202', 'HTJ2K Lossless RPCL', 'htj2k'),
  explicitLittle('.4.203', 'HTJ2K', 'htj2k', true),
];

/** Every transfer syntax that can be read, by UID. */
export const TRANSFER_SYNTAXES: ReadonlyMap<string, TransferSyntax> = new Map(
  ALL.map((syntax) => [syntax.uid, syntax]),
);
