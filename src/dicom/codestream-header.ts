/** What a compressed frame says about itself. */
export interface CodestreamHeader {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits of a sample. */
  readonly precision: number;
  readonly signed: boolean;
  /** The process changes pixels. False does not prove that they were never changed. */
  readonly lossy: boolean;
  /** JPEG: the low byte of the SOF marker. JPEG 2000: `0xff50` with the CAP segment of HTJ2K, else `0xff51`. */
  readonly process: number;
  /** JPEG 2000: the decoder undoes a component transform, so that the samples are RGB. */
  readonly colourTransform: boolean;
  /** Lossy JPEG of three components that says by its own markers what they are; `undefined` where the data set has to say it. */
  readonly colourModel?: 'RGB' | 'YBR_FULL';
  /** JPEG-LS: one scan a component; decoders return such frames colour by plane. */
  readonly planes: boolean;
  /** Where the codestream itself begins and ends in the frame's bytes. */
  readonly start: number;
  readonly end: number;
}

/** Bytes of a compressed frame that no decoder needs for the picture. */
export interface StreamNote {
  /** `comment`: text of the encoder; `other`: thumbnails, EXIF, XMP and whatever else lies there. */
  readonly kind: 'comment' | 'other';
  readonly start: number;
  readonly end: number;
}
