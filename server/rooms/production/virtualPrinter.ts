import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Kernel, openSealedFiles } from '#kernel';
import {
  CardApplication,
  type CardFiles,
  type Chip,
  type ChipSecrets,
  connectInProcess,
  packSecrets,
  unpackSecrets,
} from '#libs/emrtd';
import type { Job, Machine, Made, Order } from './machine.ts';
import { readManifest, requireListed } from './manifest.ts';

/** Orders that it takes at a time. */
const JOB_SIZE = 10;

/** What stands on a virtual card, beside its chip. */
export interface Printed {
  readonly template: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Base64. */
  readonly images: Readonly<Record<string, string>>;
}

interface Stored {
  files: Record<string, string>;
  secrets: ChipSecrets | undefined;
  printed: Printed;
}

export interface VirtualPrinter extends Machine {
  /** A card that it made, for a virtual reader. */
  open(batch: string, serial: string): Promise<{ chip: Chip | undefined; printed: Printed } | undefined>;
}

/**
 * A machine without plastic: a card is a file, sealed for its blank under the installation's data keys, with the very bytes that a chip
 * would be written with. `CardApplication` runs it as a chip does.
 */
export function createVirtualPrinter(
  { config, keys }: Pick<Kernel, 'config' | 'keys'>,
  { id, product }: Pick<Machine, 'id' | 'product'>,
): VirtualPrinter {
  const files = openSealedFiles(join(config.home, 'virtual-cards'), 'virtual-card', keys);
  const findKey = (kid: string) => keys.all('job-manifest').find((key) => key.kid === kid)?.publicJwk;
  const placeOf = (batch: string, serial: string) => ({ folder: batch, file: fileOf(serial) });

  async function open(batch: string, serial: string) {
    const bytes = await files.read(placeOf(batch, serial));
    if (!bytes) return undefined;
    const { files: written, secrets, printed } = JSON.parse(bytes.toString('utf8')) as Stored;
    const own = Object.entries(written).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]);
    return { chip: secrets && unpackSecrets(secrets, Object.fromEntries(own) as CardFiles), printed };
  }

  return {
    id,
    product,
    jobSize: JOB_SIZE,
    async make({ manifest: jws, orders }: Job) {
      const manifest = readManifest(jws, findKey);
      requireListed(manifest, orders);
      const made: Made[] = [];
      for (const order of orders) {
        try {
          // As with plastic: what has been written is never written again.
          await files.write(placeOf(manifest.batch, order.serial), Buffer.from(JSON.stringify(store(order))));
          made.push({ serial: order.serial });
        } catch (error) {
          made.push({ serial: order.serial, failed: (error as NodeJS.ErrnoException).code ?? 'unknown' });
        }
      }
      return made;
    },
    async present(batch, serial) {
      const card = await open(batch, serial);
      if (card && !card.chip) return { printed: card.printed.fields };
      const can = card?.printed.fields.can;
      return card?.chip && can ? { can, transport: connectInProcess(new CardApplication(card.chip)) } : undefined;
    },
    open,
  };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const mapText = (bytes: Readonly<Record<string, Uint8Array>>) =>
  Object.fromEntries(Object.entries(bytes).map(([name, one]) => [name, base64(one)]));

const store = ({ prepared: { chip, template, fields, images } }: Order): Stored => ({
  files: mapText((chip?.files ?? {}) as Record<string, Uint8Array>),
  secrets: chip && packSecrets(chip),
  printed: { template, fields, images: mapText(images) },
});

/** Sealed files lie under ids: one that follows from the serial. */
function fileOf(serial: string): string {
  const digest = createHash('sha256').update(`blank ${serial}`).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}
