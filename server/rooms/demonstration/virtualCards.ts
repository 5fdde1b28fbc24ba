import { join } from 'node:path';
import { Type } from 'typebox';
import { Answer, type Contract, contract, defineProblems, type Kernel, openSealedFiles } from '#kernel';
import {
  CardApplication,
  type CardFiles,
  type Chip,
  type ChipSecrets,
  connectInProcess,
  makeDomainKey,
  packSecrets,
  unpackSecrets,
} from '#libs/emrtd';
import type { Cards, Prepared } from '#rooms/cards';
import type { Production } from '#rooms/production';
import type { Readers } from '#rooms/readers';

export const demonstrationProblems = defineProblems('demonstration', { 'card-unknown': 404 });

interface Stored {
  files: Record<string, string>;
  secrets: ChipSecrets;
  fields: Readonly<Record<string, string>>;
}

/** A card as software, and what is printed on it. */
interface Opened {
  readonly chip: Chip;
  readonly fields: Stored['fields'];
}

interface Around {
  readonly cards: Pick<Cards, 'standingOf'>;
  readonly production: Pick<Production, 'listVirtual' | 'virtualPrinter'>;
  readonly readers: Readers;
}

export interface VirtualCards {
  /** Keeps what the line made; a card is kept once. */
  keep(made: Pick<Prepared, 'item' | 'chip' | 'fields'>): Promise<void>;
  routes(around: Around): Contract[];
}

/** Of the cards that visitors had made, and of the seeded ones. */
const LISTED = { made: 20, kept: 50 };

/** What a forger might have done to a card before it is laid down. */
const DONE_TO = ['nothing', 'tampered', 'copied'] as const;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The demonstration's cards as software: read by the same code as chips on a reader, in this process. */
export function openVirtualCards({ config, database, keys }: Kernel): VirtualCards {
  const files = openSealedFiles(join(config.home, 'demonstration', 'cards'), 'demonstration-card', keys);
  const placeOf = (card: string) => ({ folder: card, file: card });

  async function open(card: string): Promise<Opened | undefined> {
    const bytes = await files.read(placeOf(card));
    if (!bytes) return undefined;
    const stored = JSON.parse(bytes.toString('utf8')) as Stored;
    const own = Object.entries(stored.files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]);
    return { chip: unpackSecrets(stored.secrets, Object.fromEntries(own) as CardFiles), fields: stored.fields };
  }

  return {
    async keep({ item, chip, fields }) {
      if (!chip) return;
      const own = Object.entries(chip.files).map(([name, bytes]) => [name, base64(bytes)]);
      const stored: Stored = { files: Object.fromEntries(own), secrets: packSecrets(chip), fields };
      await files.write(placeOf(item), Buffer.from(JSON.stringify(stored)));
      await database.pool.query(
        'INSERT INTO demonstration.virtual_card (card, made_at) VALUES ($1, now()) ON CONFLICT DO NOTHING',
        [item],
      );
    },
    routes: (around) => {
      const find = createFinder({ database, open }, around);
      return virtualReaderRoutes(around.readers, find);
    },
  };
}

interface Finder {
  /** The newest of those that a visitor had made first. */
  list(): Promise<readonly (Opened & { id: string })[]>;
  /** By the id of the list. */
  open(card: string): Promise<Opened | undefined>;
}

/** What a demonstration's visitor may hold in the hand: the seeded cards, and those that they took through the line and handed over. */
function createFinder(
  { database, open }: { database: Kernel['database']; open(card: string): Promise<Opened | undefined> },
  { cards, production }: Around,
): Finder {
  async function openMade({ batch, serial }: { batch: string; serial: string }): Promise<Opened | undefined> {
    const made = await production.virtualPrinter.open(batch, serial);
    if (!made?.chip) return undefined;
    const { fields } = made.printed;
    const standing = await cards.standingOf(fields.documentNumber ?? '');
    // In its parcel, or in the office's drawer: nobody has it in the hand.
    return standing && standing.state !== 'received' ? { chip: made.chip, fields } : undefined;
  }
  async function openAll(ids: readonly string[], find: (id: string) => Promise<Opened | undefined>) {
    const found = await Promise.all(ids.map(async (id) => ({ id, opened: await find(id) })));
    return found.flatMap(({ id, opened }) => (opened ? [{ id, ...opened }] : []));
  }
  return {
    async list() {
      const { rows } = await database.pool.query<{ card: string }>(
        'SELECT card FROM demonstration.virtual_card ORDER BY made_at, card LIMIT $1',
        [LISTED.kept],
      );
      const kept = new Set(rows.map(({ card }) => card));
      const made = new Map(
        (await production.listVirtual(production.virtualPrinter, LISTED.made + kept.size)).map((one) => [
          one.item,
          one,
        ]),
      );
      const own = [...made.keys()].filter((item) => !kept.has(item)).slice(0, LISTED.made);
      return [...(await openAll(own, (item) => openMade(made.get(item)!))), ...(await openAll([...kept], open))];
    },
    async open(card) {
      const kept = await open(card);
      if (kept) return kept;
      const made = (await production.listVirtual(production.virtualPrinter, LISTED.made + LISTED.kept)).find(
        ({ item }) => item === card,
      );
      return made && openMade(made);
    },
  };
}

const own = { tag: 'demonstration', scope: 'readers.use' } as const;
const text = Type.String();

/** Only in a demonstration: who may lay these cards down reads what stands on them, as whoever holds a card does. */
function virtualReaderRoutes(readers: Readers, { list, open }: Finder): Contract[] {
  return [
    contract({
      ...own,
      method: 'GET',
      path: '/api/demonstration/virtual-cards',
      summary: 'Cards of synthetic persons that may be laid on the virtual reader, and what is printed on them',
      answers: {
        200: Type.Object({
          cards: Type.Array(
            Type.Object({
              id: text,
              name: text,
              pin: text,
              can: text,
              zone: Type.Array(text),
              qr: text,
              code: Type.Optional(text),
            }),
          ),
        }),
      },
      async handle() {
        return { cards: (await list()).map(({ id, fields }) => ({ id, ...describe(fields) })) };
      },
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/demonstration/virtual-reader',
      summary: 'Put the virtual reader in the place of the officer’s own',
      body: Type.Object({}, { additionalProperties: false }),
      answers: { 201: Type.Object({ reader: text }) },
      handle: async (context) => {
        const { reader } = await readers.plugIn(context, 'Virtual reader');
        return new Answer(201, { reader });
      },
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/demonstration/virtual-reader/readings/:reading',
      summary: 'Lay a card on the virtual reader while the page waits for it',
      params: Type.Object({ reading: Type.String({ format: 'uuid' }) }),
      body: Type.Object(
        { card: Type.String({ format: 'uuid' }), doneTo: Type.Optional(Type.Enum([...DONE_TO])) },
        { additionalProperties: false },
      ),
      answers: { 204: Type.Null() },
      handle: async (context, { params, body }) => {
        const opened = await open(body.card);
        if (!opened) throw demonstrationProblems['card-unknown']({ pointer: '/card' });
        const chip = forge(opened.chip, body.doneTo ?? 'nothing');
        await readers.lay(context, params.reading, connectInProcess(new CardApplication(chip)));
        return new Answer(204);
      },
    }),
  ];
}

function describe({ name, pin, can, mrz1, mrz2, mrz3, qr, code }: Stored['fields']) {
  const zone = [mrz1, mrz2, mrz3].map((line) => line ?? '');
  return { name: name!, pin: pin!, can: can!, zone, qr: qr!, ...(code ? { code } : {}) };
}

/** Another portrait under the old signature; or all files on a chip of one's own, without its keys. */
function forge(chip: Chip, doneTo: (typeof DONE_TO)[number]): Chip {
  if (doneTo === 'copied') return { ...chip, chipKey: makeDomainKey(chip.chipKey?.domain.id ?? 12) };
  const portrait = chip.files.DG2;
  if (doneTo === 'nothing' || !portrait) return chip;
  const changed = portrait.slice();
  changed[changed.length - 1]! ^= 1;
  return { ...chip, files: { ...chip.files, DG2: changed } };
}
