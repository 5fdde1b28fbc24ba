/** Files as localities send them, made from a synthetic country, with the truth about each row. */
export {
  type Collection,
  type CollectionOptions,
  describeCollection,
  type NoisyRow,
  noisyRows,
  type Truth,
} from './collect.ts';
export { DIALECTS, type DialectId } from './dialects.ts';
export { encodeText } from './encode.ts';
export { writeLine } from './line.ts';
export type { Slip } from './slips.ts';
