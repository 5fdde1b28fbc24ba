import type { Transport } from '#libs/emrtd';

/** What is used of the package `smartcard`; it is native code, and only who has a reader installs it. */
interface Card {
  transmit(command: Buffer, options: { maxRecvLength: number }): Promise<Buffer>;
  disconnect(): void;
}
interface Reader {
  name: string;
  connect(): Promise<Card>;
}
interface Driver {
  Context: new () => { listReaders(): Reader[]; close(): void };
}

const PACKAGE: string = 'smartcard';
const LONGEST = 65_538;

/** @throws where it is not installed, saying how */
export async function loadDriver(): Promise<Driver> {
  try {
    return (await import(PACKAGE)) as Driver;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error(
      'card readers need the package `smartcard`: install libpcsclite-dev, then `npm install --no-save smartcard`',
    );
  }
}

/** The card in a PC/SC reader: the first, or the first whose name contains `name`. @throws where there is none */
export async function connectReader(name: string | undefined): Promise<{ transport: Transport; close(): void }> {
  const { Context } = await loadDriver();
  const context = new Context();
  try {
    const readers = context.listReaders();
    const reader = readers.find((one) => name === undefined || one.name.includes(name));
    if (!reader) throw new Error(`no such reader; there are: ${readers.map((one) => one.name).join(', ') || 'none'}`);
    const card = await reader.connect();
    return {
      transport: {
        transmit: async (command) =>
          new Uint8Array(await card.transmit(Buffer.from(command), { maxRecvLength: LONGEST })),
      },
      close: () => {
        card.disconnect();
        context.close();
      },
    };
  } catch (error) {
    context.close();
    throw error;
  }
}
