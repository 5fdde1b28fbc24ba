import { readFileSync } from 'node:fs';
import { unpackFont } from './unpackFont.ts';

export type Weight = 400 | 600;

/** Letters of Vietnamese that the typeface keeps in a file of its own: web/kit/fonts.css has the same ranges. */
const VIETNAMESE = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u20ab]+/gu;

let read: ReadonlyMap<string, Buffer> | undefined;
/** Files of the typeface by `<subset>-<weight>`, as a PDF embeds them. */
export function readFonts(): ReadonlyMap<string, Buffer> {
  read ??= new Map(
    ['latin', 'vietnamese'].flatMap((subset) =>
      [400, 600].map((weight) => {
        const file = import.meta.resolve(
          `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff`,
        );
        return [`${subset}-${weight}`, unpackFont(readFileSync(new URL(file)))] as const;
      }),
    ),
  );
  return read;
}

/** Text in runs of one font file each. */
export function splitRuns(text: string): { subset: 'latin' | 'vietnamese'; text: string }[] {
  const runs: { subset: 'latin' | 'vietnamese'; text: string }[] = [];
  let at = 0;
  for (const match of text.matchAll(VIETNAMESE)) {
    if (match.index > at) runs.push({ subset: 'latin', text: text.slice(at, match.index) });
    runs.push({ subset: 'vietnamese', text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ subset: 'latin', text: text.slice(at) });
  return runs;
}
