import { cleanName, displayName, NameError, nameKey, tidyName, toneKey } from '#libs/names';
import type { Reading } from './claims.ts';
import type { WordIndex } from './words.ts';

export interface NameReading {
  name: string;
  otherName?: string;
}
type Found = NonNullable<Reading['findings']>[number];

const NUMBERED = /^[0-9]{1,4}[ .):-]+(?=\p{L})/u;
const BRACKETED = /^(.+?) ?[([{]([^()[\]{}]+)[)\]}]?$/;
const REFUSALS = {
  'name-empty': 'name-characters',
  'name-too-long': 'name-too-long',
  'name-character': 'name-characters',
  'name-script': 'name-characters',
} as const;

/** Reads a person's name as it was typed; what stands for no name is refused. */
export function readName(raw: string, words: WordIndex): Reading<NameReading> {
  const findings: Found[] = [];
  let text = raw;
  if (text.charCodeAt(0) < 0x3a && NUMBERED.test(text)) {
    text = text.replace(NUMBERED, '');
    findings.push({ rule: 'name-number-dropped', severity: 'mended', to: text });
  }
  let otherName: string | undefined;
  const brackets = /[([{]/.test(text) ? BRACKETED.exec(text) : null;
  if (brackets) {
    const [, outside, inside] = brackets;
    text = outside!;
    const other = readPlain(inside!, words, []);
    if (other) otherName = other;
    findings.push({ rule: 'name-other-in-brackets', severity: 'mended', to: text });
  }
  const name = readPlain(text, words, findings);
  if (name === undefined) return { findings };
  return { value: { name, ...(otherName && { otherName }) }, ...(findings.length > 0 && { findings }) };
}

function readPlain(text: string, words: WordIndex, findings: Found[]): string | undefined {
  if (/[0-9]/.test(text)) {
    findings.push({ rule: 'name-digits', severity: 'refused' });
    return undefined;
  }
  const tidy = tidyName(text);
  const key = nameKey(tidy);
  if (words.noNameKeys.has(key) && words.noNames.has(toneKey(tidy))) {
    findings.push({ rule: 'name-placeholder', severity: 'refused' });
    return undefined;
  }
  const shown = displayName(tidy);
  try {
    const name = cleanName(shown);
    if (tidy !== text) findings.push({ rule: 'letters-mended', severity: 'mended', to: tidy });
    if (shown !== tidy) findings.push({ rule: 'capitals', severity: 'mended', to: shown });
    doubt(name, key, words, findings);
    return name;
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    findings.push({ rule: REFUSALS[error.code], severity: 'refused' });
    return undefined;
  }
}

function doubt(name: string, key: string, words: WordIndex, findings: Found[]): void {
  const end = key.indexOf(' ');
  if (end < 0) findings.push({ rule: 'name-one-word', severity: 'doubt' });
  else if (name.toLowerCase() === key && words.markedSurnames.has(key.slice(0, end))) {
    findings.push({ rule: 'name-without-marks', severity: 'doubt' });
  }
}
