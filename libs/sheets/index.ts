/** Files of rows of any quality (CSV, XLSX, JSON lines), read in blocks with flat memory; reports written back. */
export { SheetError, type SheetErrorCode } from './error.ts';
export { openSheet } from './open.ts';
export { type ReportOptions, type ReportRow, writeReport } from './report.ts';
export type {
  Place,
  RandomAccess,
  RawRow,
  RowBlock,
  RowFault,
  RowNote,
  Sheet,
  SheetForm,
  SheetOptions,
} from './sheet.ts';
