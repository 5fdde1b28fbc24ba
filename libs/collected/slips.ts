import type { Random } from '#libs/population';

/** What went wrong with a value, by the kind of it: `name.letter`, `birthDate.swapped`. */
export type Slip = `${string}.${string}`;

/** Draws mistakes and remembers those it made. */
export class Clumsy {
  readonly random: Random;
  readonly #noise: number;
  slips: Slip[] = [];

  /** @param noise 1 for what files of localities have, 0 for none */
  constructor(random: Random, noise: number) {
    this.random = random;
    this.#noise = noise;
  }

  begin(): void {
    this.slips = [];
  }

  /** Whether to make the mistake, whose share among rows is given for usual files. */
  slip(name: Slip, share: number): boolean {
    if (!this.random.chance(Math.min(1, share * this.#noise))) return false;
    this.slips.push(name);
    return true;
  }

  oneOf<T>(choices: readonly T[]): T {
    return choices[this.random.below(choices.length)]!;
  }
}

const neighbours: Readonly<Record<string, string>> = {
  a: 'sqz', b: 'vn', c: 'xv', d: 'sf', e: 'wr', g: 'fh', h: 'gj', i: 'uo', k: 'jl', l: 'k', m: 'n', n: 'bm', o: 'ip',
  p: 'o', q: 'wa', r: 'et', s: 'ad', t: 'ry', u: 'yi', v: 'cb', x: 'zc', y: 'tu',
}; // biome-ignore format: a keyboard

/** One wrong, missing, doubled or exchanged letter, not the first of the text. */
export function mistype(text: string, clumsy: Clumsy): string {
  if (text.length < 3) return text;
  const at = clumsy.random.between(1, text.length - 2);
  const letter = text[at]!;
  if (letter === ' ' || text[at + 1] === ' ') return text.slice(0, at) + letter + text.slice(at);
  switch (clumsy.random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter + text.slice(at);
    case 2:
      return text.slice(0, at) + text[at + 1]! + letter + text.slice(at + 2);
    default: {
      const near = neighbours[letter.toLowerCase()] ?? 'n';
      return text.slice(0, at) + near[clumsy.random.below(near.length)]! + text.slice(at + 1);
    }
  }
}

/** One digit replaced by another; only where there are digits. */
export function misreadDigit(text: string, clumsy: Clumsy, from = 0): string {
  const places: number[] = [];
  for (let at = from; at < text.length; at++) if (text[at]! >= '0' && text[at]! <= '9') places.push(at);
  if (places.length === 0) return text;
  const at = clumsy.oneOf(places);
  const digit = (Number(text[at]) + 1 + clumsy.random.below(9)) % 10;
  return text.slice(0, at) + digit + text.slice(at + 1);
}

/** Two neighbouring characters exchanged. */
export function transpose(text: string, clumsy: Clumsy): string {
  if (text.length < 5) return text;
  const at = clumsy.random.between(3, text.length - 2);
  return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
}

const plain = new Map<string, string>();

/** The text without diacritics, its capitals kept. */
export function dropMarks(text: string): string {
  let dropped = plain.get(text);
  if (dropped === undefined) {
    dropped = text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('đ', 'd')
      .replaceAll('Đ', 'D');
    if (plain.size > 50_000) plain.clear();
    plain.set(text, dropped);
  }
  return dropped;
}
