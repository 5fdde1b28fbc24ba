import type { FastifyInstance } from 'fastify';
import { type Kernel, logOrigin, newestCheckpoint, problemBody, readCommitments, tileReader } from '#kernel';
import {
  createVerifierKey,
  encodeEntryBundle,
  formatVerifierKey,
  HASH_BYTES,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  tileWidth,
} from '#libs/translog';
import { problems } from './problems.ts';

/** The log's verifier keys (C2SP signed-note), newest first; older ones verify older checkpoints. */
export function logVerifierKeys(kernel: Pick<Kernel, 'keys' | 'config'>): string[] {
  const name = logOrigin(kernel.config.country);
  return kernel.keys
    .all('log-checkpoint')
    .map((key) => formatVerifierKey(createVerifierKey(name, 'ed25519', Buffer.from(key.publicJwk.x!, 'base64url'))));
}

/** The public log as C2SP tlog-tiles: checkpoint, tiles of hashes, bundles of commitments. Nothing in it tells of a person. */
export function addLogPages(kernel: Kernel): (app: FastifyInstance) => void {
  const { pool } = kernel.database;
  const readTile = tileReader(pool);
  return (app) => {
    app.get('/log/checkpoint', { schema: { hide: true } }, async (_request, reply) => {
      const checkpoint = await newestCheckpoint(pool);
      if (!checkpoint) throw problems['log-empty']();
      return reply.type('text/plain; charset=utf-8').send(checkpoint.note);
    });
    app.get('/log/keys', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(`${logVerifierKeys(kernel).join('\n')}\n`),
    );
    app.get('/log/tile/*', { schema: { hide: true } }, async (request, reply) => {
      const bytes = await readNamed(`tile/${(request.params as { '*': string })['*']}`);
      if (!bytes)
        return reply
          .code(404)
          .type('application/problem+json')
          .send(problemBody(problems['tile-unknown'](), request, kernel));
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type('application/octet-stream')
        .send(bytes);
    });
  };

  async function readNamed(path: string): Promise<Uint8Array | undefined> {
    let name: ReturnType<typeof parseTilePath>;
    try {
      name = parseTilePath(path);
    } catch {
      return undefined;
    }
    const size = (await newestCheckpoint(pool))?.size ?? 0;
    const level = name.kind === 'entries' ? 0 : name.level;
    if (tileWidth(size, level, name.index) < name.width) return undefined;
    if (name.kind === 'entries') return encodeEntryBundle(await readCommitments(pool, name.index * 256, name.width));
    const tile = await readTile(name.level, name.index, name.width);
    return tile?.subarray(0, name.width * HASH_BYTES);
  }
}

/** Where the log stands, for a screen. */
export async function describeLog(kernel: Kernel) {
  const checkpoint = await newestCheckpoint(kernel.database.pool);
  const keys = logVerifierKeys(kernel);
  const origin = logOrigin(kernel.config.country);
  if (!checkpoint) return { size: 0, root: '', signedAt: '', origin, verifierKey: keys[0]! };
  const { root } = parseCheckpoint(parseNote(checkpoint.note).text);
  return {
    size: checkpoint.size,
    root: Buffer.from(root).toString('hex'),
    signedAt: checkpoint.signed_at.toISOString(),
    origin,
    verifierKey: keys[0]!,
  };
}

/** Signatures on a checkpoint beside the log's own. */
export function countWitnesses(checkpoint: string): number {
  return parseNote(checkpoint).signatures.length - 1;
}
