import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '#rooms/exchange';
import type { BatchRow } from './store.ts';

type Asked = Pick<BatchRow, 'organisation' | 'stage' | 'purpose' | 'legal_basis' | 'fields'>;

/** The consents that a batch rests on, read anew with each call; undefined where its law needs none. */
export function groundsOf({ groundsOf: read }: Pick<Exchange, 'groundsOf'>, row: Asked) {
  const { organisation, stage, purpose, legal_basis: legalBasis, fields } = row;
  return read({ organisation, stage, purpose, legalBasis, fields });
}

/**
 * Puts the consents of now beside a piece that is about to be answered: what was taken back before this stands for no row of it.
 * Streamed: an organisation may have millions.
 */
export async function writeGrounds(exchange: Pick<Exchange, 'groundsOf'>, row: Asked, file: string): Promise<void> {
  const grounds = groundsOf(exchange, row);
  if (!grounds) return;
  await pipeline(
    async function* () {
      for await (const page of grounds) yield page.map(({ person, consent }) => `${person},${consent}\n`).join('');
    },
    createWriteStream(`${file}.new`, { mode: 0o600 }),
  );
  await rename(`${file}.new`, file);
}
