import { DeidError } from '../base/errors';
import type { StreamCodec } from './codestream';
import type { CodestreamHeader } from './codestream-header';
import type { ImageInfo } from './image';

/** The wasm codecs of dcmjs-codecs, as far as they are used here. */
export interface NativeCodecs {
  initializeAsync(): Promise<void>;
  isInitialized(): boolean;
  release(): void;
  readonly [operation: string]: unknown;
}

interface CodecContext {
  getDecodedBuffer(): Uint8Array | undefined;
  getEncodedBuffer(): Uint8Array | undefined;
}

type Operation = (context: CodecContext, parameters: Readonly<Record<string, unknown>>) => CodecContext;

interface CodecsModule {
  readonly NativeCodecs: NativeCodecs;
  readonly Context: new (attributes: Readonly<Record<string, unknown>>) => CodecContext;
  readonly log: { setLevel(level: string): void };
}

const DECODERS: Readonly<Record<StreamCodec, string>> = {
  jpeg: 'decodeJpeg',
  'jpeg-lossless': 'decodeJpeg',
  'jpeg-ls': 'decodeJpegLs',
  'jpeg-2000': 'decodeJpeg2000',
  htj2k: 'decodeHtJpeg2000',
};

/**
 * Runs one operation of dcmjs-codecs (`decodeJpeg`, `encodeJpegLs` ...) on a context made of `attributes`, and returns its buffer.
 * Throws `code` for whatever goes wrong; the wasm instance is dropped then, since it is not usable after a trap.
 */
export async function runCodec(
  operation: string,
  attributes: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, unknown>>,
  code: 'DECODE_FAILED' | 'ENCODE_FAILED',
): Promise<Uint8Array> {
  const { NativeCodecs, Context, log } = require('dcmjs-codecs') as CodecsModule;
  if (!NativeCodecs.isInitialized()) {
    log.setLevel('silent');
    await NativeCodecs.initializeAsync();
  }
  try {
    const result = (NativeCodecs[operation] as Operation).call(NativeCodecs, new Context(attributes), parameters);
    const buffer = code === 'DECODE_FAILED' ? result.getDecodedBuffer() : result.getEncodedBuffer();
    if (buffer === undefined || buffer.length === 0) throw new Error('the codec returned nothing');
    return buffer;
  } catch (cause) {
    NativeCodecs.release();
    throw new DeidError(code, `the codec failed (${operation})`, { cause });
  }
}

/** Decodes a checked codestream to samples in this machine's byte order, 1 or 2 bytes each by the stream's precision. */
export async function decodeStream(
  stream: Uint8Array,
  header: CodestreamHeader,
  image: ImageInfo,
  codec: StreamCodec,
): Promise<Uint8Array> {
  // dcmjs-codecs returns wrong samples for JPEG 2000 colour above 8 bits and is one off in lossy HTJ2K; OpenJPEG's own build is exact.
  if (codec === 'htj2k' || (codec === 'jpeg-2000' && header.components > 1 && header.precision > 8))
    return decodeOpenJpeg(stream);
  const attributes = {
    width: image.columns,
    height: image.rows,
    bitsAllocated: header.precision <= 8 ? 8 : 16,
    bitsStored: header.precision,
    samplesPerPixel: image.samplesPerPixel,
    pixelRepresentation: image.pixelRepresentation,
    planarConfiguration: 0,
    photometricInterpretation: image.photometricInterpretation,
    encodedBuffer: stream,
  };
  return runCodec(DECODERS[codec], attributes, {}, 'DECODE_FAILED');
}

interface OpenJpegDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  delete(): void;
}

let openJpeg: Promise<{ readonly J2KDecoder: new () => OpenJpegDecoder }> | undefined;

async function decodeOpenJpeg(stream: Uint8Array): Promise<Uint8Array> {
  const silent = { print: () => undefined, printErr: () => undefined };
  openJpeg ??= (
    require('@cornerstonejs/codec-openjpeg/decodewasmjs') as (options: object) => NonNullable<typeof openJpeg>
  )(silent);
  const { J2KDecoder } = await openJpeg;
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    return decoder.getDecodedBuffer().slice();
  } catch (cause) {
    openJpeg = undefined;
    throw new DeidError('DECODE_FAILED', 'the codec failed (OpenJPEG)', { cause });
  } finally {
    decoder.delete();
  }
}
