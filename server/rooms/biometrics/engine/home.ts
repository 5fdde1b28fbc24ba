import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { EngineError } from './engineError.ts';

/** Of a home that somebody has open. */
const NAME = 'owner.sock';

/**
 * Takes a home for this engine alone: two would write over each other. A socket that nobody listens to any more is one whose process
 * ended, however it did.
 * @returns gives it back @throws EngineError home-in-use
 */
export async function claimHome(home: string): Promise<() => Promise<void>> {
  const path = join(home, NAME);
  const server = (await listen(path)) ?? ((await isLeft(path)) ? await listen(path) : undefined);
  if (!server) throw new EngineError('home-in-use', `${home} is open in another engine`);
  server.unref();
  return () => new Promise((resolve) => void server.close(() => resolve()));
}

/** @returns undefined where the socket is there already */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}

/** Whether nobody answers there; then it is away. */
async function isLeft(path: string): Promise<boolean> {
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
  if (!answers) await rm(path, { force: true });
  return !answers;
}
