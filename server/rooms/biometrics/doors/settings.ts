import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { DataShare } from './dataShare.ts';
import { ForeignEngine } from './foreign.ts';

const closed = { additionalProperties: false };
const Address = Type.String({ pattern: '^https?://[^/@]+/(.*/)?$', description: 'Ends with a slash' });
const Settings = Type.Object(
  {
    /** A vendor's engine in the place of ours, for the register's own persons. */
    engine: Type.Optional(ForeignEngine),
    /** Below which the callbacks of others may lie. */
    callbacks: Type.Optional(Type.Array(Address)),
    /** Below which MOSIP's samples may lie. */
    shares: Type.Optional(
      Type.Array(
        Type.Object(
          {
            prefix: Address,
            headers: Type.Optional(Type.Record(Type.String(), Type.String())),
            /** PEM. */
            privateKeyFile: Type.Optional(Type.String()),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);

export interface DoorSettings extends Pick<Static<typeof Settings>, 'engine' | 'callbacks'> {
  readonly shares: readonly DataShare[];
}

/**
 * What an installation says of engines and addresses: `biometrics/abis.json` below its home. Without the file all is closed, and the
 * engine is the house's own.
 * @throws Error naming what is wrong in it
 */
export function readDoorSettings(home: string): DoorSettings {
  const path = join(home, 'biometrics', 'abis.json');
  const given: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  if (!Value.Check(Settings, given)) {
    const wrong = [...new Set(Value.Errors(Settings, given).map(({ instancePath }) => instancePath || '/'))];
    throw new Error(`${path} is wrong at ${wrong.join(', ')}`);
  }
  const { shares = [], ...others } = given;
  return {
    ...others,
    shares: shares.map(({ privateKeyFile, ...share }) => ({
      ...share,
      ...(privateKeyFile !== undefined && { privateKey: readFileSync(privateKeyFile, 'utf8') }),
    })),
  };
}
