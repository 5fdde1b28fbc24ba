import { mkdirSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server, Upload } from '@tus/server';
import type { FastifyInstance } from 'fastify';

const NAME = /^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/;

/** Files on their way in: resumable (tus 1.0), at addresses that nobody guesses. */
export interface Uploads {
  /** Where they are sent, `/…/uploads`; the name follows. */
  readonly path: string;
  open(name: string, bytes: number): Promise<void>;
  /** Bytes that have come. */
  received(name: string): Promise<number>;
  fileOf(name: string): string;
  remove(name: string): Promise<void>;
  addPages(app: FastifyInstance): void;
}

/**
 * Whoever knows an upload's address may send to it, and learns nothing but how much has come: a name is an id, a dot, and 32 random
 * bytes as base64url. What is sent counts only once a request of its owner says so.
 * @param given `home` the directory in which the files lie under `uploads`; `mostBytes` of one file
 */
export function createUploads(given: { home: string; path: string; mostBytes: number }): Uploads {
  const { path } = given;
  const directory = join(given.home, 'uploads');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const store = new FileStore({ directory });
  const tus = new Server({
    path,
    datastore: store,
    maxSize: given.mostBytes,
    relativeLocation: true,
    allowedOrigins: [],
    getFileIdFromRequest: (_request, last) => (last && NAME.test(last) ? last : undefined),
  });
  const fileOf = (name: string) => join(directory, name);
  return {
    path,
    fileOf,
    async open(name, bytes) {
      await store.create(new Upload({ id: name, size: bytes, offset: 0 }));
    },
    received: async (name) => (await stat(fileOf(name)).catch(() => undefined))?.size ?? 0,
    async remove(name) {
      await rm(fileOf(name), { force: true });
      await rm(`${fileOf(name)}.json`, { force: true });
    },
    addPages(app) {
      app.register(async (scope) => {
        // The body goes to the file as it comes.
        scope.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
        scope.route({
          // Making, reading and removing uploads is not for whoever knows an address.
          method: ['HEAD', 'PATCH'],
          url: `${path}/:name`,
          schema: { hide: true },
          handler: async (request, reply) => {
            reply.hijack();
            await tus.handle(request.raw, reply.raw);
          },
        });
      });
    },
  };
}
