import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';

/** Sentences of the country in each of its languages; screens, problems and letters read the same files. */
export interface Words {
  readonly languages: readonly string[];
  /** @returns the sentence with `{values}` put in; in the first language where this one lacks it; the key itself where all do. */
  say(language: string, key: string, values?: Readonly<Record<string, string | number>>): string;
  has(language: string, key: string): boolean;
  /** All sentences of a language, flat: `problem.people.not-found.title`. */
  all(language: string): ReadonlyMap<string, string>;
  /** The best language for an Accept-Language header (RFC 9110, 12.5.4). */
  choose(acceptLanguage: string | undefined): string;
}

/** Reads `<folder>/<language>/*.yaml`. The first language is the country's own. */
export function readWords(folder: URL, languages: readonly string[]): Words {
  const tables = new Map<string, Map<string, string>>();
  for (const language of languages) {
    const table = new Map<string, string>();
    const place = new URL(`${language}/`, folder);
    for (const file of readdirSync(place)
      .filter((name) => name.endsWith('.yaml'))
      .sort()) {
      flatten(load(readFileSync(new URL(file, place), 'utf8')), '', table, `${language}/${file}`);
    }
    tables.set(language, table);
  }
  const first = languages[0]!;
  const find = (language: string, key: string) => tables.get(language)?.get(key);
  return {
    languages,
    has: (language, key) => find(language, key) !== undefined,
    all: (language) => tables.get(language) ?? new Map(),
    say: (language, key, values) => fillIn(find(language, key) ?? find(first, key) ?? key, values),
    choose(acceptLanguage) {
      const wanted = (acceptLanguage ?? '')
        .slice(0, 200)
        .split(',')
        .map((part) => {
          const [tag = '', quality] = part.trim().split(';q=');
          return {
            language: tag.toLowerCase().split('-')[0]!,
            quality: quality === undefined ? 1 : Number(quality) || 0,
          };
        });
      wanted.sort((a, b) => b.quality - a.quality);
      return wanted.find(({ language, quality }) => quality > 0 && languages.includes(language))?.language ?? first;
    },
  };
}

export function fillIn(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

function flatten(node: unknown, path: string, table: Map<string, string>, file: string): void {
  if (typeof node === 'string') {
    if (table.has(path)) throw new Error(`words: ${path} stands twice (${file})`);
    table.set(path, node);
  } else if (node !== null && typeof node === 'object' && !Array.isArray(node)) {
    for (const [name, child] of Object.entries(node)) flatten(child, path ? `${path}.${name}` : name, table, file);
  } else if (node !== null && node !== undefined) {
    throw new Error(`words: ${path} in ${file} is ${typeof node}, not a sentence (quote it)`);
  }
}
