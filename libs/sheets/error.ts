/** Why a file cannot be read at all, and what its sender can do. */
const ADVICE = {
  empty: 'the file holds no rows: send the file again',
  'header-missing': 'no row of column names was found: name the row of the header',
  'columns-too-many': 'more than 1,000 columns: send the columns that are asked for',
  encrypted: 'the workbook is protected by a password: remove the password and save it again',
  'old-workbook': 'an Excel workbook of before 2007 (.xls): save it as .xlsx or as CSV in UTF-8',
  'binary-workbook': 'a binary Excel workbook (.xlsb): save it as .xlsx or as CSV in UTF-8',
  'other-workbook': 'an OpenDocument spreadsheet (.ods): save it as .xlsx or as CSV in UTF-8',
  'web-page': 'a web page under the name of a workbook: open it in Excel and save it as .xlsx',
  'not-rows': 'not a file of rows (a picture, a PDF, a program, an archive …): send CSV, XLSX or JSON lines',
  'json-not-lines': 'one JSON array: write one object a line (JSON lines)',
  'zip-damaged': 'the workbook is damaged or was cut off while it was sent: send it again',
  'zip-bomb': 'the workbook unpacks to more than a workbook can hold: save it again with Excel or send CSV',
  'xml-damaged': 'the workbook is not well-formed: save it again with Excel or send CSV',
  'strings-too-large': 'the workbook holds more text than can be read at once: send it as CSV in UTF-8',
  'sheet-missing': 'the workbook has no sheet of this name, or none with rows',
  'rows-too-many': 'a sheet holds 1,048,576 rows at most: write CSV',
} as const;

export type SheetErrorCode = keyof typeof ADVICE;

/** The file cannot be read; `code` is stable, the message says what to do. No cell is ever repeated in it. */
export class SheetError extends Error {
  readonly code: SheetErrorCode;
  constructor(code: SheetErrorCode, options?: ErrorOptions) {
    super(ADVICE[code], options);
    this.name = 'SheetError';
    this.code = code;
  }
}
