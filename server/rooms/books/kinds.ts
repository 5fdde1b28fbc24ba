import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

const closed = { additionalProperties: false } as const;
const Name = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ minLength: 1 }));

export const FIELD_KINDS = ['number', 'date', 'name', 'sex', 'text'] as const;

const KindFile = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z-]{2,40}$' }),
    name: Name,
    /** What a look at a page is for, of the country's lists. */
    purpose: Type.String(),
    legalBasis: Type.String(),
    fields: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z][A-Za-z]{1,40}$' }),
          kind: Type.Enum([...FIELD_KINDS]),
          required: Type.Optional(Type.Boolean()),
          name: Name,
        },
        closed,
      ),
      { minItems: 1, maxItems: 40 },
    ),
  },
  closed,
);

/** A kind of book and what an entry of it holds, in the order in which it is keyed. */
export type BookKind = Static<typeof KindFile>;
export type BookField = BookKind['fields'][number];

const checker = Compile(KindFile);

/**
 * The country's kinds of books, `country/<id>/books/*.yaml`.
 * @throws Error naming the file and what is wrong with it
 */
export function readBookKinds(folder: URL, languages: readonly string[]): ReadonlyMap<string, BookKind> {
  const kinds = new Map<string, BookKind>();
  for (const file of readdirSync(folder).sort()) {
    const kind = readBookKind(file, readFileSync(new URL(file, folder), 'utf8'), languages);
    if (kinds.has(kind.kind)) throw new Error(`books/${file}: ${kind.kind} is another file’s kind`);
    kinds.set(kind.kind, kind);
  }
  return kinds;
}

/** @throws Error naming the file and what is wrong with it */
export function readBookKind(file: string, text: string, languages: readonly string[]): BookKind {
  const read: unknown = load(text, { maxAliases: 0 });
  if (!checker.Check(read)) {
    const [first] = checker.Errors(read);
    throw new Error(`books/${file}${first?.instancePath}: ${first?.message}`);
  }
  const unnamed = [read, ...read.fields].find((one) => languages.some((language) => !one.name[language]));
  if (unnamed) throw new Error(`books/${file}: ${'id' in unnamed ? unnamed.id : read.kind} has no name in a language`);
  if (new Set(read.fields.map(({ id }) => id)).size < read.fields.length)
    throw new Error(`books/${file}: two fields have one id`);
  return read;
}
