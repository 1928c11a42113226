/**
 * Weights that training drove towards nothing end as subnormal numbers (below 1.2e-38), with which a CPU calculates a hundred times as slowly:
 * of PP-OCRv6's detector every tenth weight is one, and it took three times as long as without them (docs/speed.md). Zero in their place
 * changes no output: such a term is below the rounding of what it is added to.
 */

/** ONNX (onnx.proto3): where numbers stand in a model. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE_ATTRIBUTE = 5;
const ATTRIBUTE_TENSOR = 5;
const TENSOR = { dataType: 2, floats: 4, raw: 9 } as const;
const FLOAT = 1;

/** Writes zero over every subnormal 32-bit weight of an ONNX model, in place, and returns how many there were. Throws `RangeError` for what is no protobuf message. */
export function clearSubnormals(model: Uint8Array): number {
  const graphs = within(model, fieldsOf(model, { start: 0, end: model.length }), MODEL_GRAPH);
  const nodes = within(model, graphs, GRAPH.node);
  const attributes = within(model, nodes, NODE_ATTRIBUTE);
  const tensors = [...select(graphs, GRAPH.initializer), ...select(attributes, ATTRIBUTE_TENSOR)];
  return tensors.reduce((count, tensor) => count + clearTensor(model, fieldsOf(model, tensor)), 0);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A field of a message; for numbers `value`, else the bytes from `start` to `end`. */
interface Field extends Span {
  readonly field: number;
  readonly value?: number;
}

const select = (fields: readonly Field[], field: number): readonly Field[] =>
  fields.filter((one) => one.field === field && one.value === undefined);

/** The fields of all messages that stand in `field`. */
const within = (bytes: Uint8Array, fields: readonly Field[], field: number): readonly Field[] =>
  select(fields, field).flatMap((span) => fieldsOf(bytes, span));

function fieldsOf(bytes: Uint8Array, { start, end }: Span): readonly Field[] {
  const fields: Field[] = [];
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= end) throw new RangeError('a message of the model ends early');
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const key = varint();
    const [field, type] = [Math.floor(key / 8), key % 8];
    if (type === 0) {
      const value = varint();
      fields.push({ field, value, start: at, end: at });
      continue;
    }
    const length = type === 2 ? varint() : type === 1 ? 8 : type === 5 ? 4 : Number.POSITIVE_INFINITY;
    if (at + length > end) throw new RangeError('a field of the model is longer than its message');
    fields.push({ field, start: at, end: at + length });
    at += length;
  }
  return fields;
}

function clearTensor(bytes: Uint8Array, fields: readonly Field[]): number {
  if (fields.find(({ field }) => field === TENSOR.dataType)?.value !== FLOAT) return 0;
  let count = 0;
  for (const { start, end } of [...select(fields, TENSOR.raw), ...select(fields, TENSOR.floats)]) {
    // Weights stand anywhere in a model: as words of a copy they are looked at faster than byte by byte.
    const words = new Uint32Array((end - start) >> 2);
    const copy = new Uint8Array(words.buffer);
    copy.set(bytes.subarray(start, start + copy.length));
    const cleared = clearWords(words);
    if (cleared > 0) bytes.set(copy, start);
    count += cleared;
  }
  return count;
}

/** Numbers without their sign below this are subnormal: their exponent is zero. */
const LEAST_NORMAL = 0x00800000;

function clearWords(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at++) {
    const size = words[at] & 0x7fffffff;
    if (size > 0 && size < LEAST_NORMAL) {
      words[at] = 0;
      count++;
    }
  }
  return count;
}
