import { readFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Matcher } from '../engine/matcher.ts';
import { openMosipMatcher } from './foreignMosip.ts';
import { openOsiaMatcher } from './foreignOsia.ts';
import type { Receiver } from './ownCallback.ts';
import type { Share } from './ownShare.ts';

const closed = { additionalProperties: false };
const Scale = Type.Object(
  { threshold: Type.Number({ exclusiveMinimum: 0 }), top: Type.Number({ exclusiveMinimum: 0 }) },
  closed,
);
const shared = {
  url: Type.String({ pattern: '^https?://' }),
  /** Sent with each request; a secret belongs into `bearerFile`. */
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** File with a token, read anew for each request: whoever renews it writes the file. */
  bearerFile: Type.Optional(Type.String()),
  timeout: Type.Optional(Type.Integer({ minimum: 100 })),
  tries: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  scale: Type.Optional(Scale),
};
/** A vendor's engine, as an installation names it. */
export const ForeignEngine = Type.Union([
  Type.Object(
    {
      standard: Type.Literal('osia-abis-1.6'),
      ...shared,
      gallery: Type.Optional(Type.String({ minLength: 1 })),
      embeddings: Type.Optional(Type.String({ minLength: 1 })),
      /** It answers by callback. */
      later: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  Type.Object(
    { standard: Type.Literal('mosip-abis-0.9'), ...shared, embeddings: Type.Optional(Type.Boolean()) },
    closed,
  ),
]);
export type ForeignEngine = Static<typeof ForeignEngine>;

/**
 * A foreign engine in the place of ours.
 * @param share where an engine behind MOSIP's messages reads samples; `receiver` where one behind OSIA tells results later
 * @throws Error naming what is wrong with the description
 */
export function openForeignMatcher(
  described: unknown,
  { share, receiver }: { share: Pick<Share, 'publish'>; receiver: Receiver },
): Matcher {
  if (!Value.Check(ForeignEngine, described)) {
    const wrong = [...new Set(Value.Errors(ForeignEngine, described).map(({ instancePath }) => instancePath || '/'))];
    throw new Error(`the foreign engine is described wrongly: ${wrong.join(', ')}`);
  }
  const { headers: own = {}, bearerFile, ...engine } = described;
  const headers = () => ({
    ...own,
    ...(bearerFile !== undefined && { authorization: `Bearer ${readFileSync(bearerFile, 'utf8').trim()}` }),
  });
  if (engine.standard === 'osia-abis-1.6')
    return openOsiaMatcher({ ...engine, headers, ...(engine.later === true && { receiver }) });
  return openMosipMatcher({ ...engine, headers, share });
}
