import type { BrowserContext } from 'playwright-core';
import type { Stage } from './stage.ts';

type Served = Pick<Stage, 'house' | 'origin'>;

/** Cuts the line. The context's own switch does not reach its service worker: the server goes away too. */
export async function disconnect({ house }: Served, context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  const { server } = house.app;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

export async function connect({ house, origin }: Served, context: BrowserContext): Promise<void> {
  const { server } = house.app;
  await new Promise<void>((resolve) => server.listen(Number(new URL(origin).port), '127.0.0.1', resolve));
  await context.setOffline(false);
}

/** The connection breaks when the answer to an act sets out: what was committed stays, and nobody hears of it. */
export function loseAnswers({ house }: Served, path: RegExp, times: number): { lost: () => number } {
  let lost = 0;
  house.app.server.prependListener('request', (request, response) => {
    if (lost >= times || request.method !== 'POST' || !path.test(request.url ?? '')) return;
    lost += 1;
    response.writeHead = () => {
      request.socket.destroy();
      return response;
    };
  });
  return { lost: () => lost };
}
