import { isTarget, type Target } from './target.ts';
import type { WordIndex } from './words.ts';

/** What a header says: fields with how surely, and whether it speaks of somebody or something else. */
export interface HeaderReading {
  readonly targets: ReadonlyMap<Target, number>;
  readonly ofOthers: boolean;
}

/**
 * Which fields the words of a header speak of: 1 for the very words, less where words are left over, nothing where what
 * is left over makes it somebody else's ("Dân tộc mẹ").
 */
export function judgeHeader(words: WordIndex, key: string): HeaderReading {
  const plain = key.replace(/ [0-9]+$/, '');
  const exact = words.headers.get(key) ?? words.headers.get(plain) ?? words.compact.get(plain.replaceAll(' ', ''));
  if (exact !== undefined && isTarget(exact)) return { targets: new Map([[exact, 1]]), ofOthers: false };
  const found = new Map<Target, number>();
  const tokens = plain.split(' ').slice(0, 40);
  for (const { words: phrase, target } of words.phrases) {
    if (!isTarget(target) || found.has(target) || words.others.has(phrase.join(' '))) continue;
    const at = indexOfPhrase(tokens, phrase);
    if (at < 0 || speaksOfOthers(words, [...tokens.slice(0, at), ...tokens.slice(at + phrase.length)])) continue;
    // One short word inside a long header is chance.
    const coverage = countLetters(phrase) / countLetters(tokens);
    if (coverage >= 0.25) found.set(target, 0.45 + 0.5 * coverage);
  }
  return { targets: found, ofOthers: found.size === 0 && speaksOfOthers(words, tokens) };
}

function speaksOfOthers(words: WordIndex, tokens: readonly string[]): boolean {
  return tokens.some((word, at) => words.others.has(word) || words.others.has(`${word} ${tokens[at + 1]}`));
}

function countLetters(tokens: readonly string[]): number {
  return tokens.reduce((sum, word) => sum + word.length, 0);
}

function indexOfPhrase(tokens: readonly string[], phrase: readonly string[]): number {
  for (let at = 0; at + phrase.length <= tokens.length; at++) {
    let same = 0;
    while (same < phrase.length && tokens[at + same] === phrase[same]) same++;
    if (same === phrase.length) return at;
  }
  return -1;
}
