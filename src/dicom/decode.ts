import { inflateRawSync } from 'node:zlib';
import { DeidError } from '../base/errors';
import { decodeStream } from './codecs';
import { checkedHeader, type StreamCodec } from './codestream';
import type { CodestreamHeader } from './codestream-header';
import type { Fragment } from './elements';
import { bytesPerSample, type ImageInfo, rleUnits, samplesPerFrame } from './image';
import { interleave, unpackBits } from './native';
import type { DicomFile } from './open';
import { joinFragments } from './pixel-data';
import { decodeRle } from './rle';
import { type Decoded, samplesOver } from './samples';

/** Decodes one compressed frame. Throws `CODESTREAM_MISMATCH`, `DECODE_FAILED` or `TRUNCATED`. */
export async function decodeEncapsulated(
  file: DicomFile,
  image: ImageInfo,
  fragments: readonly Fragment[],
): Promise<Decoded> {
  const bytes = joinFragments(file.data, fragments);
  const { codec } = file.syntax;
  // Chroma at half resolution exists only in native pixels and inside JPEG streams.
  const photometricInterpretation = image.photometricInterpretation.replace('_422', '');
  if (codec === 'native') throw new DeidError('PIXELDATA_LAYOUT_MISMATCH', 'native pixel data are in fragments');
  if (codec === 'rle') return { samples: rleSamples(bytes, image), photometricInterpretation };
  if (codec === 'deflate')
    return { samples: packedSamples(inflateFrame(bytes, image), image), photometricInterpretation };
  return decodeCodestream(bytes, image, codec);
}

async function decodeCodestream(bytes: Uint8Array, image: ImageInfo, codec: StreamCodec): Promise<Decoded> {
  const header = checkedHeader(bytes, image, codec);
  const stream = bytes.subarray(header.start, header.end);
  const decoded = await decodeStream(stream, header, image, codec);
  const count = samplesPerFrame(image);
  const streamBytes = header.precision <= 8 ? 1 : 2;
  if (decoded.length !== count * streamBytes)
    throw new DeidError('DECODE_FAILED', 'a decoded frame has the wrong size');
  const wide = streamBytes < bytesPerSample(image) ? widen(decoded) : decoded;
  const samples = signExtended(samplesOver(image, wide), image, header);
  return {
    samples: header.planes ? interleave(image, samples) : samples,
    photometricInterpretation: colourSpace(image.photometricInterpretation, header),
  };
}

/** 8-bit samples to 16 bits, for streams of up to 8 bits in 16 allocated ones. */
function widen(bytes: Uint8Array): Uint8Array {
  const wide = Uint16Array.from(bytes);
  return new Uint8Array(wide.buffer);
}

/** Lossless JPEG and JPEG-LS know no sign: a negative sample comes out as a large one when it has fewer bits than its array. */
function signExtended<T extends Decoded['samples']>(samples: T, image: ImageInfo, header: CodestreamHeader): T {
  if (image.pixelRepresentation === 0) return samples;
  const shift = 32 - header.precision;
  for (let i = 0; i < samples.length; i += 1) samples[i] = (samples[i] << shift) >> shift;
  return samples;
}

function colourSpace(declared: string, header: CodestreamHeader): string {
  if (header.components === 1) return declared;
  if (header.colourTransform || declared === 'YBR_RCT' || declared === 'YBR_ICT') return 'RGB';
  return header.colourModel ?? declared.replace('_422', '');
}

const packedBytes = (image: ImageInfo): number => Math.ceil((samplesPerFrame(image) * image.bitsAllocated) / 8);

function rleSamples(bytes: Uint8Array, image: ImageInfo): Decoded['samples'] {
  // PS3.5 G.2: a frame is always colour by pixel for the reader, whatever PlanarConfiguration says.
  const decoded = decodeRle(bytes, rleUnits(image), image.samplesPerPixel, bytesPerSample(image));
  return packedSamples(decoded, image);
}

function inflateFrame(bytes: Uint8Array, image: ImageInfo): Uint8Array {
  const expected = packedBytes(image);
  try {
    const inflated = inflateRawSync(bytes, { maxOutputLength: expected + 1 });
    if (inflated.length >= expected) return new Uint8Array(inflated);
  } catch (cause) {
    throw new DeidError('DECODE_FAILED', 'a deflated frame cannot be inflated', { cause });
  }
  throw new DeidError('CODESTREAM_MISMATCH', 'a deflated frame does not fit the image attributes');
}

function packedSamples(bytes: Uint8Array, image: ImageInfo): Decoded['samples'] {
  if (image.bitsAllocated === 1) return unpackBits(bytes, 0, samplesPerFrame(image), false);
  return samplesOver(image, bytes.subarray(0, packedBytes(image)));
}
