import { type Static, Type } from 'typebox';
import { checkAddress } from './addresses.ts';
import type { Realm } from './model.ts';
import { problems } from './problems.ts';
import { scopes as loginScopes } from './scopes.ts';

/** Seconds that a token for an API may live: whoever checks it by its signature alone hears of no withdrawal meanwhile. */
export const TOKEN_SECONDS = { least: 30, most: 300 } as const;

/** RFC 6749, 3.3, without what would be mistaken for something else. */
export const ScopeName = Type.String({ pattern: '^[a-z][a-z0-9._:-]{1,60}$' });
const Texts = (maxLength: number) =>
  Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ minLength: 1, maxLength }));

/** What an organisation says of an API of its own. */
export const ApiGiven = Type.Object(
  {
    indicator: Type.String({ minLength: 8, maxLength: 500, description: 'RFC 8707: the audience of its tokens' }),
    name: Texts(120),
    scopes: Type.Array(
      Type.Object({ scope: ScopeName, name: Texts(120), description: Texts(400) }, { additionalProperties: false }),
      { minItems: 1, maxItems: 30 },
    ),
    tokenSeconds: Type.Integer({ minimum: TOKEN_SECONDS.least, maximum: TOKEN_SECONDS.most }),
    tokenFormat: Type.Enum(['jwt', 'opaque'], {
      description: 'jwt: checked by its signature (RFC 9068). opaque: by introspection, and ends at once',
    }),
    reader: Type.Optional(
      Type.String({ maxLength: 80, description: 'opaque: the client_id of the same organisation that introspects' }),
    ),
  },
  { additionalProperties: false },
);
export type ApiGiven = Static<typeof ApiGiven>;

export interface ApiLaw {
  readonly languages: readonly string[];
  /** This server's own: none of its addresses is anybody else's API. */
  readonly origin: string;
}

/** @throws Problem clients/service-name, service-uri-…, api-indicator, api-scope, api-reader */
export function checkApi(given: ApiGiven, realm: Realm, { languages, origin }: ApiLaw): void {
  checkTexts(given.name, '/name', languages);
  checkAddress(given.indicator, realm, '/indicator');
  if (new URL(given.indicator).origin === origin) throw problems['api-indicator']({ pointer: '/indicator' });
  given.scopes.forEach(({ scope, name, description }, index) => {
    const pointer = `/scopes/${index}`;
    const double = given.scopes.findIndex((other) => other.scope === scope) !== index;
    if (double || loginScopes.includes(scope)) throw problems['api-scope']({ pointer: `${pointer}/scope` });
    checkTexts(name, `${pointer}/name`, languages);
    checkTexts(description, `${pointer}/description`, languages);
  });
  if ((given.tokenFormat === 'opaque') !== (given.reader !== undefined))
    throw problems['api-reader']({ pointer: '/reader' });
}

/** Words in every language of the country, and in no other. */
function checkTexts(texts: Readonly<Record<string, string>>, pointer: string, languages: readonly string[]): void {
  const values = { languages: languages.join(', ') };
  const missing = languages.find((language) => !texts[language]?.trim());
  const wrong = missing ?? Object.keys(texts).find((language) => !languages.includes(language));
  if (wrong) throw problems['service-name']({ pointer: `${pointer}/${wrong}`, values });
}
