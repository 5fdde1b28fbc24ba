import { createShared } from './shared.ts';

/** What the officer said last here, until it is taken back or the page is loaded anew. */
export interface LastVerdict {
  readonly run: string;
  readonly row: number;
  readonly name: string;
}

/** It is the next row's screen that takes back the last one's verdict. */
export const lastVerdict = createShared<LastVerdict | undefined>(undefined);
