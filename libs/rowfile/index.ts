/** The head of a file of rows: how it is written, its columns, its first rows. Runs in browsers too. */
export {
  type Dialect,
  HeadError,
  type HeadErrorCode,
  lengthOfMark,
  readDialect,
  readRecords,
  takeRecords,
} from './dialect.ts';
export { type LinesHead, readLinesHead } from './lines.ts';
export { PARQUET_TAIL, type ParquetHead, readParquetFooter, readParquetTail } from './parquet.ts';
