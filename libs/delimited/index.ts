export { splitFields } from './fields.ts';
export { type Found, findLineEnd, findRecordEnd } from './record.ts';
export { type BadRow, createSplitter, type RowSink, type Shape, type Splitter } from './splitter.ts';
