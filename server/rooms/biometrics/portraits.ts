import type { Client } from '#kernel';
import type { SampleFormat } from '#libs/country';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { openPersonKey } from './sealing.ts';
import type { SealedSample, Subject } from './store.ts';
import { openSample } from './vault.ts';

export interface Portrait {
  readonly bytes: Buffer;
  readonly format: SampleFormat;
}

/**
 * Portraits of many persons at once, for who makes cards of them: that it happens is told by whoever asks. Who has none is left out.
 * @throws Problem biometrics/sample-damaged
 */
export async function openPortraits(
  client: Pick<Client, 'query'>,
  { kernel }: Pick<Parts, 'kernel'>,
  persons: readonly string[],
): Promise<Map<string, Portrait>> {
  const { rows } = await client.query<SealedSample & Subject & { wrapped: Buffer }>(
    `SELECT s.*, u.person, u.taken_as, k.wrapped FROM biometrics.subject u
     JOIN biometrics.key k ON k.reference = u.reference
     JOIN biometrics.sample s ON s.reference = u.reference AND s.modality = 'face'
     WHERE u.person = ANY($1::uuid[]) ORDER BY s.taken_at`,
    [persons],
  );
  return new Map(
    rows.map((row) => {
      const key = openPersonKey(kernel.keys, row.reference, row.wrapped);
      if (!key) throw problems['sample-damaged']();
      // The youngest of a merged person's portraits stands.
      return [row.person, { bytes: openSample(key, row, row), format: row.format }];
    }),
  );
}

/** Who of these has a portrait. */
export async function havePortraits(
  client: Pick<Client, 'query'>,
  persons: readonly string[],
): Promise<ReadonlyMap<string, SampleFormat>> {
  const { rows } = await client.query<{ person: string; format: SampleFormat }>(
    `SELECT u.person, s.format FROM biometrics.subject u
     JOIN biometrics.sample s ON s.reference = u.reference AND s.modality = 'face'
     WHERE u.person = ANY($1::uuid[]) ORDER BY s.taken_at`,
    [persons],
  );
  return new Map(rows.map(({ person, format }) => [person, format]));
}
