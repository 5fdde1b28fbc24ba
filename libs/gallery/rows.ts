import { GalleryError } from './errors.ts';

/**
 * A row: the embedding as signed bytes, the inverse of the bytes' length (f32), whether the row is dead (u32), its id (16 bytes), and
 * 8 bytes unused; little-endian. The same in memory and in what is kept of it.
 */
export const TRAILER = 32;
const DEAD = 4;
const ID = 8;
const ID_BYTES = 16;

/** The largest part of an embedding becomes this in a row, and that in a query: no sum of 4,096 products leaves 32 bits. */
const ROW_SCALE = 127;
const QUERY_SCALE = 4095;

export const strideOf = (dimension: number) => dimension + TRAILER;

/** @throws GalleryError dimension-wrong */
export function checkDimension(dimension: number): void {
  if (!Number.isInteger(dimension) || dimension < 16 || dimension > 4096 || dimension % 16 !== 0)
    throw new GalleryError('dimension-wrong', 'a dimension is a multiple of 16 up to 4,096');
}

function scaleOf(embedding: ArrayLike<number>, dimension: number, most: number): number {
  let largest = 0;
  for (let at = 0; at < embedding.length; at++) {
    const size = Math.abs(embedding[at]!);
    // NaN is not less than anything.
    if (!(size <= Number.MAX_VALUE))
      throw new GalleryError('embedding-wrong', `part ${at} of the embedding is no number`);
    if (size > largest) largest = size;
  }
  if (embedding.length !== dimension)
    throw new GalleryError('embedding-wrong', `an embedding of ${embedding.length} parts where ${dimension} belong`);
  if (largest === 0) throw new GalleryError('embedding-wrong', 'an embedding of zeros points nowhere');
  return most / largest;
}

/** Writes a row for an embedding of any length; only its direction is kept. @throws GalleryError embedding-wrong */
export function writeRow(row: Uint8Array, id: string, embedding: ArrayLike<number>, dimension: number): void {
  const scale = scaleOf(embedding, dimension, ROW_SCALE);
  const parts = new Int8Array(row.buffer, row.byteOffset, dimension);
  let squares = 0;
  for (let at = 0; at < dimension; at++) {
    const part = Math.round(embedding[at]! * scale);
    parts[at] = part;
    squares += part * part;
  }
  const trailer = trailerOf(row, dimension);
  trailer.setFloat32(0, 1 / Math.sqrt(squares), true);
  trailer.setUint32(DEAD, 0, true);
  row.set(idBytes(id), dimension + ID);
}

/** What of an embedding is compared with rows. */
export interface Query {
  readonly parts: Int16Array;
  /** Of the length of the parts. */
  readonly inverse: number;
}

/** @throws GalleryError embedding-wrong */
export function makeQuery(embedding: ArrayLike<number>, dimension: number): Query {
  const scale = scaleOf(embedding, dimension, QUERY_SCALE);
  const parts = new Int16Array(dimension);
  let squares = 0;
  for (let at = 0; at < dimension; at++) {
    const part = Math.round(embedding[at]! * scale);
    parts[at] = part;
    squares += part * part;
  }
  return { parts, inverse: 1 / Math.sqrt(squares) };
}

/** A row as `load` takes it. @throws GalleryError id-wrong, embedding-wrong, dimension-wrong */
export function makeRow(id: string, embedding: ArrayLike<number>, dimension: number): Uint8Array {
  checkDimension(dimension);
  checkId(id);
  const row = new Uint8Array(strideOf(dimension));
  writeRow(row, id, embedding, dimension);
  return row;
}

/** The cosine of a row and a query, as the scan has it. */
export function rateRow(row: Uint8Array, { parts, inverse }: Query): number {
  const bytes = new Int8Array(row.buffer, row.byteOffset, parts.length);
  let product = 0;
  for (let at = 0; at < parts.length; at++) product += bytes[at]! * parts[at]!;
  const own = Math.fround(product) * trailerOf(row, parts.length).getFloat32(0, true);
  return Math.fround(Math.fround(own) * Math.fround(inverse));
}

/** The 16 bytes of a row's id. */
export const idOf = (row: Uint8Array, dimension: number) => row.subarray(dimension + ID, dimension + ID + ID_BYTES);

/** The UUID whose bytes stand somewhere. */
export function formatId(bytes: Uint8Array, at: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, ID_BYTES).toString('hex');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

export const isDead = (row: Uint8Array, dimension: number) => trailerOf(row, dimension).getUint32(DEAD, true) !== 0;

export function killRow(row: Uint8Array, dimension: number): void {
  trailerOf(row, dimension).setUint32(DEAD, 1, true);
}

/** Whether bytes that come from outside are a row as `writeRow` makes it. */
export function isRow(row: Uint8Array, dimension: number): boolean {
  const parts = new Int8Array(row.buffer, row.byteOffset, dimension);
  let squares = 0;
  for (const part of parts) squares += part * part;
  const trailer = trailerOf(row, dimension);
  return (
    squares > 0 &&
    trailer.getFloat32(0, true) === Math.fround(1 / Math.sqrt(squares)) &&
    trailer.getUint32(DEAD, true) <= 1
  );
}

function trailerOf(row: Uint8Array, dimension: number): DataView {
  return new DataView(row.buffer, row.byteOffset + dimension, TRAILER);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws GalleryError id-wrong */
export function checkId(id: string): void {
  if (!UUID.test(id)) throw new GalleryError('id-wrong', 'an id is a UUID in small letters');
}

const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
