import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type AnswerOf, get } from './api.ts';
import { createDateWriter, type DateWriter } from './dates.ts';

/** Flat table of a language's sentences: `screen.record.title` -> text with `{values}`. */
export type WordTable = Readonly<AnswerOf<'/api/words/{language}'>>;

export interface Words extends DateWriter {
  readonly language: string;
  /** The sentence with its values put in; the key itself where the table lacks it. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Whether the table has the sentence: for codes that may be unknown to this version. */
  has(key: string): boolean;
  /** A count as the language writes it: 3.321, 3,321, 3 321. */
  number(value: number): string;
  /** A length in bytes as people say it: 12 kB, 1,3 MB. */
  size(bytes: number): string;
}

export function readWordTable(language: string): Promise<WordTable> {
  return get<WordTable>(`/api/words/${encodeURIComponent(language)}`);
}

export function createWords(language: string, table: WordTable, timeZone?: string): Words {
  const numbers = new Intl.NumberFormat(language);
  return {
    ...createDateWriter(language, timeZone),
    language,
    has: (key) => key in table,
    say: (key, values = {}) =>
      (table[key] ?? key).replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
        name in values ? String(values[name]) : whole,
      ),
    number: (value) => numbers.format(value),
    size: (bytes) => writeSize(bytes, language),
  };
}

const UNITS = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

function writeSize(bytes: number, language: string): string {
  const [unit, size] = UNITS.find(([, least]) => bytes >= least) ?? UNITS[2];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 3 }).format(bytes / size);
}

const WordsContext = createContext<Words | null>(null);

interface WordsProviderProps {
  language: string;
  table: WordTable;
  timeZone?: string | undefined;
  children: ReactNode;
}

export function WordsProvider({ language, table, timeZone, children }: WordsProviderProps) {
  const words = useMemo(() => createWords(language, table, timeZone), [language, table, timeZone]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The reader's language: `say` for sentences, `date`, `moment`, `number` and `size` for values. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords outside WordsProvider');
  return words;
}
