import type { Command } from 'commander';
import { CardApplication } from '#libs/emrtd';
import { loadCard } from './cardFolder.ts';
import { defineInspect } from './cardInspect.ts';
import { defineMake } from './cardMake.ts';
import { defineRead, readPort } from './cardRead.ts';
import { presentCard, VPCD_PORT } from './cardVpcd.ts';

interface PresentOptions {
  host: string;
  port: number;
}

/** card make, card read, card inspect, card present. Exit codes as in cli.ts. */
export function defineCard(card: Command): void {
  defineMake(card);
  defineRead(card);
  defineInspect(card);
  card
    .command('present <folder>')
    .description('put a virtual card into the virtual reader `vpcd`, for any PC/SC program to read; until Ctrl-C')
    .option('--host <host>', 'where vpcd listens', '127.0.0.1')
    .option('--port <port>', 'its port', readPort, VPCD_PORT)
    .action(async (folder: string, { host, port }: PresentOptions) => {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
      const whenIn = () => process.stdout.write(`the card is in the reader at ${host}:${port}\n`);
      await presentCard(new CardApplication(loadCard(folder)), { host, port, signal: stop.signal, whenIn });
    });
}
