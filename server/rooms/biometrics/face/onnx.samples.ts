/** Networks small enough to be written down, so that the engine runs whole without anybody’s weights. */

type Field = readonly [number: number, value: number | string | Uint8Array];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return [...bytes, left];
}

/** A message of Protocol Buffers. */
function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)]);
      const bytes = Buffer.from(value as Uint8Array);
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
    }),
  );
}

const FLOAT = 1;
const INT64 = 7;
const INT = 2;
const INTS = 7;

export interface Node {
  readonly does: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly with?: Readonly<Record<string, number | readonly number[]>>;
}

export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

function writeNode({ does, from, to, with: attributes = {} }: Node): Field {
  const written = Object.entries(attributes).map(([name, value]): Field => {
    if (typeof value === 'number') return [5, message([1, name], [3, value], [20, INT])];
    return [5, message([1, name], ...value.map((one): Field => [8, one]), [20, INTS])];
  });
  return [1, message(...from.map((name): Field => [1, name]), [2, to], [4, does], ...written)];
}

function writeConstant({ name, shape, values }: Constant): Field {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const type = values instanceof Float32Array ? FLOAT : INT64;
  return [5, message(...shape.map((size): Field => [1, size]), [2, type], [8, name], [9, raw])];
}

function writeValue(name: string, shape: readonly number[] | undefined): Uint8Array {
  const sizes = shape && message(...shape.map((size): Field => [1, message([1, size])]));
  const tensor = message([1, FLOAT], ...(sizes ? [[2, sizes] as const] : []));
  return message([1, name], [2, message([1, tensor])]);
}

/** @param shape of `input`. @returns a file as ONNX (IR 8, operators 13) has it */
export function writeOnnx(
  shape: readonly number[],
  nodes: readonly Node[],
  constants: readonly Constant[],
  outputs: readonly string[],
): Uint8Array {
  const graph = message(
    ...nodes.map(writeNode),
    [2, 'sample'],
    ...constants.map(writeConstant),
    [11, writeValue('input', shape)],
    ...outputs.map((name): Field => [12, writeValue(name, undefined)]),
  );
  return message([1, 8], [7, graph], [8, message([2, 13])]);
}
