import { generateKeyPairSync, randomInt } from 'node:crypto';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { Problem, type Transaction } from '#kernel';
import {
  type Certificate,
  EmrtdError,
  type Mrz,
  makeCard,
  makeDomainKey,
  makePrintedCode,
  measureJpeg,
  readCertificate,
} from '#libs/emrtd';
import { openPortraits, type Portrait } from '#rooms/biometrics';
import { activePin, fieldText, formatDate, readPersons, type StoredPerson } from '#rooms/people';
import type { DocumentSigner } from './door.ts';
import { stepCard } from './life.ts';
import { type CardState, expiryOf, findKind } from './model.ts';
import { giveNumbers } from './numbers.ts';
import type { Happened, Origin, Prepared, Unprepared } from './origin.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import type { CardRow } from './store.ts';
import { describeZone, linesOf } from './zone.ts';

/** P-256: what the key store signs on, and the fastest of the standardised curves here. */
const DOMAIN = 12;
const CIPHER = 'AES-128';
const STEP_OF = {
  personalised: 'personalised',
  checked: 'checked',
  rejected: 'approved',
  shipped: 'shipped',
  received: 'received',
  lost: 'approved',
} as const satisfies Record<Happened, CardState>;

const slashed = (day: string) => day.split('-').reverse().join('/');
const firstDayOf = (date: string) => `${date}-01-01`.slice(0, 10);

/** What the line of production orders from this room. */
export function createOrigin(parts: Parts): Origin {
  return {
    id: 'cards',
    product: 'pc-chip-card',
    async take({ client }, _context, batch, limit) {
      const { rows } = await client.query<{ card: string; office: string }>(
        `WITH due AS (SELECT card FROM cards.card WHERE state = 'approved' AND batch IS NULL
           ORDER BY promised_on NULLS LAST, card LIMIT $2 FOR UPDATE SKIP LOCKED)
         UPDATE cards.card c SET batch = $1, version = version + 1 FROM due WHERE c.card = due.card
         RETURNING c.card, c.office, c.promised_on`,
        [batch, limit],
      );
      return rows.map(({ card, office }) => ({ item: card, office }));
    },
    prepare: (items) => prepareCards(parts, items),
    async happened(transaction, context, what, items) {
      // In one order everywhere: two messages about the same cards never wait for each other in a circle.
      for (const { item, blank, documentNumber } of items.toSorted((left, right) =>
        left.item < right.item ? -1 : 1,
      )) {
        if (what === 'personalised') await requireNumber(transaction, item, documentNumber);
        await stepCard(parts, transaction, context, item, STEP_OF[what], {
          blank,
          ...(what === 'rejected' || what === 'lost' ? { reason: what } : {}),
        });
      }
      if (what === 'lost')
        await release(
          transaction,
          items.map(({ item }) => item),
        );
    },
    giveBack: (transaction, _context, items) => release(transaction, items),
    async numbersOf(items) {
      const { rows } = await parts.kernel.database.pool.query<{ card: string; number: string }>(
        'SELECT card, document_number AS number FROM cards.card WHERE card = ANY($1::uuid[]) AND document_number IS NOT NULL',
        [items],
      );
      return new Map(rows.map(({ card, number }) => [card, number]));
    },
  };
}

/** For another batch. */
async function release({ client }: Transaction, cards: readonly string[]): Promise<void> {
  await client.query(
    "UPDATE cards.card SET batch = NULL, version = version + 1 WHERE card = ANY($1::uuid[]) AND state = 'approved'",
    [cards],
  );
}

/** The plastic that was made is the one that was prepared last. @throws Problem cards/card-changed */
async function requireNumber({ client }: Transaction, card: string, documentNumber: string | undefined) {
  const { rows } = await client.query('SELECT FROM cards.card WHERE card = $1 AND document_number = $2', [
    card,
    documentNumber,
  ]);
  if (rows.length === 0) throw problems['card-changed']();
}

interface Ready {
  row: CardRow & { document_number: string };
  stored: StoredPerson;
  portrait: Portrait | undefined;
}

/** Numbers and days are given once; what is prepared again, after a machine died, is the same card with new keys. */
async function readReady(parts: Parts, items: readonly string[]): Promise<Ready[]> {
  const { database, clock } = parts.kernel;
  const { cards: rules, facts } = parts.offices.country;
  return database.transact(async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<CardRow>(
      "SELECT * FROM cards.card WHERE card = ANY($1::uuid[]) AND state = 'approved' AND batch IS NOT NULL ORDER BY card FOR UPDATE",
      [items],
    );
    const persons = rows.map(({ person }) => person);
    const [stored, portraits] = [
      await readPersons(transaction, persons),
      await openPortraits(client, parts.biometrics.parts, persons),
    ];
    const bare = rows.filter((row) => !row.document_number);
    const today = clock.today();
    const numbers = await giveNumbers(
      client,
      rules.number,
      bare.map(({ card }) => card),
      new Date().toISOString(),
    );
    for (const row of bare) {
      const birth = firstDayOf(stored.get(row.person)!.record.birthDate);
      const ages = { renewAtAges: facts.card.renewAtAges, early: rules.renewal.early };
      row.document_number = numbers.get(row.card)!;
      row.issued_on = today;
      row.expires_on = findKind(rules, row.kind)!.expires === 'ages' ? (expiryOf(ages, birth, today) ?? null) : null;
    }
    await client.query(
      `UPDATE cards.card c SET document_number = g.number, issued_on = $4, expires_on = g.ends, version = version + 1
       FROM unnest($1::uuid[], $2::text[], $3::date[]) AS g (card, number, ends) WHERE c.card = g.card`,
      [bare.map(({ card }) => card), bare.map((row) => row.document_number), bare.map((row) => row.expires_on), today],
    );
    return rows.map((row) => ({
      row: row as Ready['row'],
      stored: stored.get(row.person)!,
      portrait: portraits.get(row.person),
    }));
  });
}

/** What goes on plastic and chip. */
async function prepareCards(parts: Parts, items: readonly string[]): Promise<Awaited<ReturnType<Origin['prepare']>>> {
  const prepared: Prepared[] = [];
  const failed: Unprepared[] = [];
  if (items.length === 0) return { prepared, failed };
  const by = await parts.pki.documentSigner();
  const signing = { ...by, opened: readCertificate(by.certificate) };
  const read = await readEach(parts, items);
  failed.push(...read.failed);
  for (const one of read.ready) {
    try {
      prepared.push(makeOne(parts, one, signing));
    } catch (error) {
      // A portrait that cannot be read, a name that no zone holds: somebody must look at that card, the others go on.
      if (!(error instanceof Problem || error instanceof EmrtdError)) throw error;
      failed.push({ item: one.row.card, why: error.code });
    }
    await yieldToOthers();
  }
  return { prepared, failed };
}

/** A sample that does not open any more stops its own card only. */
async function readEach(
  parts: Parts,
  items: readonly string[],
): Promise<{ ready: readonly Ready[]; failed: readonly Unprepared[] }> {
  try {
    return { ready: await readReady(parts, items), failed: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (items.length === 1) return { ready: [], failed: [{ item: items[0]!, why: error.code }] };
    const each: Awaited<ReturnType<typeof readEach>>[] = [];
    for (const item of items) each.push(await readEach(parts, [item]));
    return { ready: each.flatMap(({ ready }) => ready), failed: each.flatMap(({ failed }) => failed) };
  }
}

interface Signing extends DocumentSigner {
  readonly opened: Certificate;
}

function makeOne(parts: Parts, { row, stored, portrait }: Ready, by: Signing): Prepared {
  const { country } = parts.offices;
  const { record } = stored;
  const kind = findKind(country.cards, row.kind)!;
  const hasPhoto = kind.classes.find(({ template }) => template === row.template)!.photo;
  if (hasPhoto && portrait?.format !== 'jpeg') throw problems['portrait-missing']();
  const can = String(randomInt(1_000_000)).padStart(6, '0');
  const { zone, fields: bare } = describeCard(parts, row, stored, can);
  const code = makeCode({ row, record, pin: bare.pin!, by }, country.facts.iso.alpha2);
  const fields = { ...bare, ...(code ? { code } : {}) };
  const image = hasPhoto ? new Uint8Array(portrait!.bytes) : undefined;
  const chip = makeCard({
    mrz: zone,
    ...(image ? { face: { format: 'jpeg' as const, ...measureJpeg(image), image } } : {}),
    national: describeNational(fields),
    can,
    // Its secrets follow from the zone; PACE by the number on the card does not.
    hasBac: false,
    pace: { cipher: CIPHER, domain: DOMAIN },
    chipAuthentication: { cipher: CIPHER, key: makeDomainKey(DOMAIN) },
    activeKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    by: { certificate: by.opened, signer: by.signer, signingTime: new Date() },
  });
  return {
    ...{ item: row.card, template: row.template, fields, documentNumber: row.document_number, chip },
    images: image ? { portrait: image } : {},
  };
}

/** What a card says: its zone, and the texts of the artwork in the country's first language. */
export function describeCard(
  { kernel, offices }: Pick<Parts, 'kernel' | 'offices'>,
  row: Ready['row'],
  { record }: StoredPerson,
  can: string,
): { zone: Mrz; fields: Record<string, string> } {
  const { facts, cards } = offices.country;
  const language = facts.languages[0]!;
  const kind = findKind(cards, row.kind)!;
  const pin = activePin(record)!;
  const zone = describeZone({
    ...{ code: kind.code, issuer: facts.iso.alpha3, nationality: kind.nationality ?? facts.iso.alpha3 },
    ...{ documentNumber: row.document_number, pin, birthDate: record.birthDate, sex: record.sex, name: record.name },
    expiresOn: row.expires_on ?? undefined,
  });
  const text = (id: Parameters<typeof fieldText>[2]) =>
    fieldText({ words: kernel.words, offices }, language, id, record);
  const issued = row.issued_on!;
  const joined = (day: string) => day.split('-').reverse().join('');
  const residence = text('permanentResidence') || text('currentResidence');
  const former = record.identifiers.find((one) => one.kind === 'cmnd')?.value ?? '';
  const [mrz1, mrz2, mrz3] = linesOf(zone) as [string, string, string];
  const fields = {
    ...{ pin, can, documentNumber: row.document_number, name: record.name.toUpperCase() },
    ...{ birthDate: slashed(record.birthDate), sex: text('sex'), nationality: text('nationality') },
    ...{ birthRegistrationPlace: text('birthRegistrationPlace'), residence, issuedOn: slashed(issued) },
    expiresOn: row.expires_on ? formatDate(language, row.expires_on) : kernel.words.say(language, 'cards.withoutEnd'),
    ...{ mrz1, mrz2, mrz3 },
    qr: [pin, former, record.name, joined(record.birthDate), text('sex'), residence, joined(issued)].join('|'),
  };
  return { zone, fields };
}

/** The signed code; none for who has no whole birth date. */
function makeCode(
  { row, record, pin, by }: { row: CardRow; record: StoredPerson['record']; pin: string; by: Signing },
  issuer: string,
): string | undefined {
  if (record.birthDate.length !== 10) return undefined;
  const sex = ({ male: 'M', female: 'F', undetermined: undefined } as const)[record.sex];
  const until = row.expires_on ? new Date(`${row.expires_on}T00:00:00Z`) : by.opened.notAfter;
  const [nationality] = record.nationality;
  const { name, birthDate } = record;
  return makePrintedCode(
    {
      ...{ issuer, issued: new Date(), expires: until },
      identity: { id: pin, name, birthDate, ...(sex ? { sex } : {}), ...(nationality ? { nationality } : {}) },
    },
    { keyId: by.keyId, sign: by.sign },
  );
}

const describeNational = (fields: Readonly<Record<string, string>>) => ({
  ...{ personalNumber: [fields.pin!], name: [fields.name!], birthDate: [fields.birthDate!] },
  ...{ sex: [fields.sex!], nationality: [fields.nationality!] },
  ...{ residence: [fields.residence!], issueDate: [fields.issuedOn!], expiryDate: [fields.expiresOn!] },
});
