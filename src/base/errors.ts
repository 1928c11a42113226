/**
 * The one error base. It is recognised by `name`, never by `instanceof`: tslab may load a module twice after an edit,
 * and then two classes of the same source are different classes.
 *
 * Messages name files, stages and models. They never contain recognised text or header values (patient data).
 */
export class DeidError extends Error {
  override readonly name = 'DeidError';
  /** Upper-case for DICOM refusals (`TRUNCATED`, `NOT_DICOM` ...), lower-case-with-dashes for all others (`model-missing`). */
  readonly code: string;

  /** Printed (`console.error(error)`, a notebook's failed cell) it is its sentence: a stack helps nobody with a wrong path. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this.message} (${this.code})`;
  }

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** True for any `DeidError`, also one that was made by another copy of this module. */
export function isDeidError(error: unknown): error is DeidError {
  return error instanceof Error && error.name === 'DeidError' && typeof (error as Partial<DeidError>).code === 'string';
}

/** The code to report for whatever was thrown; a foreign error is `INTERNAL` and its message is not repeated (it may quote data). */
export function errorCode(error: unknown): string {
  return isDeidError(error) ? error.code : 'INTERNAL';
}
