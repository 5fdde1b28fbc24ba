export { type Dialect, DialectError, type DialectErrorCode, readDialect } from './dialect.ts';
export { type BadRow, createSplitter, type RowSink, type Shape, type Splitter } from './splitter.ts';
