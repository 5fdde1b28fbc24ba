import { hash, randomFillSync } from 'node:crypto';
import type { Entry } from './entry.ts';

/**
 * A line may be *closed*: its text names its subjects by a salted hash, and what opens the hash stands behind a tab. The text
 * before the tab is what the log commits to, so that it can be shown to those who asked without the keys of the persons.
 *
 *     {"subjects":"<hash>","kind":…}\t<salt> <key> <key>
 *
 * An open line is the text alone, its subjects a list. JSON text holds no tab, and only closed lines begin as they do.
 */
const CLOSED = '{"subjects":"';
const DOMAIN = 'dancu-subjects-v1\n';
const SALT_BYTES = 16;
/** Random bytes are drawn for many lines at once: a call costs as much for all of them as for one. */
const drawn = Buffer.alloc(SALT_BYTES * 256);
let used = drawn.length;

/** The line of an entry with its subjects closed. */
export function closeLine({ subjects, ...rest }: Entry): string {
  const salt = drawSalt();
  const opening = subjects.length === 0 ? salt : `${salt} ${subjects.join(' ')}`;
  return `${JSON.stringify({ subjects: hashOpening(opening), ...rest })}\t${opening}`;
}

function drawSalt(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += SALT_BYTES;
  return drawn.toString('base64url', used - SALT_BYTES, used);
}

/** Reads a line as it is stored. */
export function readLine(stored: string): Entry {
  const tab = stored.indexOf('\t');
  if (tab < 0) return JSON.parse(stored) as Entry;
  const [, ...subjects] = stored.slice(tab + 1).split(' ');
  return { ...(JSON.parse(stored.slice(0, tab)) as Entry), subjects };
}

/**
 * The text of a stored line that the log commits to. A closed line without its opening, or with another, gives a text that
 * nobody committed to: who takes a person out of a line is found as who changes its text.
 */
export function committedText(stored: string): string {
  const tab = stored.indexOf('\t');
  if (tab < 0) return stored.startsWith(CLOSED) ? `${stored}\t` : stored;
  const fits = stored.startsWith(`${CLOSED}${hashOpening(stored.slice(tab + 1))}"`);
  return fits ? stored.slice(0, tab) : stored;
}

function hashOpening(opening: string): string {
  return hash('sha256', DOMAIN + opening, 'base64url');
}
