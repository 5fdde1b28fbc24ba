export { type BadRow, createSplitter, type RowSink, type Shape, type Splitter } from './splitter.ts';
