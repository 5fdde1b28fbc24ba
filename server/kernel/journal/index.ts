export { Entry, type NumberedEntry } from './entry.ts';
export {
  appendBlockSql,
  type BlockInsert,
  type BlockPlace,
  blockHash,
  createLane,
  fillBlock,
  type Lane,
  lineReference,
  openStreamSql,
} from './lane.ts';
export { closeLine, readLine } from './line.ts';
export {
  findLine,
  findNumber,
  type LineProof,
  newestCheckpoint,
  proveLine,
  proveLines,
  readCommitments,
  readFrom,
  readLines,
} from './read.ts';
export { commitBlock, createSealer, logOrigin, saltOf } from './seal.ts';
export { type Sealing, startSealing } from './sealing.ts';
export { type Queryable, tileReader } from './tiles.ts';
export { type JournalFault, type JournalVerdict, verifyJournal } from './verify.ts';
