import { createHash } from 'node:crypto';
import { Check } from 'typebox/value';
import { type Context, newId, type Transaction } from '#kernel';
import { addDays } from '#libs/country';
import { readPerson } from '#rooms/people';
import type { Done, Ready } from './enrolling.ts';
import { finalizeIn, prepareFinal } from './finalizing.ts';
import { appendAct, appendLook, ownContext } from './journal.ts';
import { type Expressions, Packet } from './osiaForms.ts';
import * as store from './packetStore.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

const tell = (
  transaction: Transaction,
  context: Context,
  person: string,
  what: 'begun' | 'changed' | 'deleted',
  packet: string,
) => appendAct(transaction, context, `packet-${what}`, [person], { data: { packet } });

/** Only whose system began a packet knows of it. @throws Problem enrolment/packet-unknown */
async function requirePacket(
  { kernel }: Parts,
  { client }: Pick<Transaction, 'client'>,
  context: Context,
  packet: string,
  lock = false,
): Promise<store.PacketRow> {
  const row = await store.findPacket(client, kernel.keys, { packet, organisation: organisationOf(context) }, lock);
  if (!row) throw problems['packet-unknown']();
  return row;
}

const organisationOf = ({ caller }: Context) => caller.organisation ?? '';

/** @throws Problem enrolment/packet-unknown, osia-not-allowed: it was finalized */
async function requireOpen(parts: Parts, transaction: Transaction, context: Context, packet: string) {
  const row = await requirePacket(parts, transaction, context, packet, true);
  if (row.status === 'FINALIZED') throw problems['osia-not-allowed']({ values: { because: 'FINALIZED' } });
  return row;
}

/** What the system says of id and state is ours to say. */
function bare({ enrollmentId: _, status: __, ...content }: Packet): Packet {
  return content;
}

/** @throws Problem enrolment/osia-exists, and with `ready` as finalize */
export async function createPacket(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  packet: string,
  { given, ready }: { given: Packet; ready: Ready | undefined },
): Promise<Done | undefined> {
  const { kernel } = parts;
  const content = bare(given);
  await requirePerson(transaction, content);
  const row = { packet, organisation: organisationOf(context), content, at: context.receivedAt };
  if (!(await store.insertPacket(transaction.client, kernel.keys, row))) throw problems['osia-exists']();
  tell(transaction, context, content.requestData.personId, 'begun', packet);
  return ready && endIn(parts, transaction, context, packet, content, ready);
}

/** @throws Problem enrolment/osia-wrong */
async function requirePerson(transaction: Transaction, { requestData: { personId } }: Packet): Promise<void> {
  if (!(await readPerson(transaction, personId)))
    throw problems['osia-wrong']({ pointer: '/requestData/personId', values: { because: 'personId' } });
}

/** In its place, or merged into it (RFC 7396). @throws Problem enrolment/packet-unknown, osia-wrong, osia-not-allowed */
export async function changePacket(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  packet: string,
  { change, ready }: { change: (known: Packet) => Packet; ready: Ready | undefined },
): Promise<Done | undefined> {
  const row = await requireOpen(parts, transaction, context, packet);
  const content = change(row.content);
  if (content.requestData.personId !== row.person)
    throw problems['osia-wrong']({ pointer: '/requestData/personId', values: { because: 'personId' } });
  await store.changePacket(transaction.client, parts.kernel.keys, packet, { content, at: context.receivedAt });
  tell(transaction, context, row.person, 'changed', packet);
  return ready && endIn(parts, transaction, context, packet, content, ready);
}

/** What a packet becomes by a change. @throws Problem enrolment/osia-wrong */
export const replaced = (given: Packet) => () => bare(given);
export const merged = (patch: unknown) => (known: Packet) => {
  const content = mergePatch(known, patch);
  if (!Check(Packet, content)) throw problems['osia-wrong']({ values: { because: 'RFC 7396' } });
  return bare(content as Packet);
};

/** RFC 7396. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const isObject = target !== null && typeof target === 'object' && !Array.isArray(target);
  const known = new Map(Object.entries(isObject ? (target as object) : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) known.delete(key);
    else known.set(key, mergePatch(known.get(key), value));
  }
  return Object.fromEntries(known);
}

/** Before a transaction: what a packet that is to be finalized would enrol. @throws Problem enrolment/packet-unknown, osia-wrong */
export async function prepareChange(
  parts: Parts,
  context: Context,
  packet: string,
  change: (known: Packet) => Packet,
): Promise<Ready> {
  const row = await parts.kernel.database.transact((transaction) => requirePacket(parts, transaction, context, packet));
  if (row.status === 'FINALIZED') throw problems['osia-not-allowed']({ values: { because: 'FINALIZED' } });
  return prepareFinal(parts, context, packet, change(row.content));
}

/** @throws Problem enrolment/packet-unknown, osia-wrong, osia-not-allowed */
export async function finalizePacket(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  packet: string,
  ready: Ready,
): Promise<Done> {
  const row = await requireOpen(parts, transaction, context, packet);
  return endIn(parts, transaction, context, packet, row.content, ready);
}

/** What was taken of the body lies with the person from here on, and nowhere else. */
async function endIn(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  packet: string,
  content: Packet,
  ready: Ready,
): Promise<Done> {
  const done = await finalizeIn(parts, transaction, context, content, ready);
  const { biometricData: _, ...kept } = content;
  const { client } = transaction;
  await store.changePacket(client, parts.kernel.keys, packet, {
    content: kept,
    card: done.card,
    at: context.receivedAt,
  });
  await store.deleteBuffers(client, packet);
  return done;
}

/** Only what is under way; what was finalized is the register’s. @throws Problem enrolment/packet-unknown, osia-not-allowed */
export async function removePacket(parts: Parts, transaction: Transaction, context: Context, packet: string) {
  const row = await requireOpen(parts, transaction, context, packet);
  await store.deletePacket(transaction.client, packet);
  tell(transaction, context, row.person, 'deleted', packet);
}

const shown = ({ packet, status, content }: store.PacketRow) => ({ enrollmentId: packet, status, ...content });

/** A look. @param attributes only these, where some are named */
export async function readPacket(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  packet: string,
  attributes: string | string[] | undefined,
) {
  const row = await requirePacket(parts, transaction, context, packet);
  look(parts, transaction, context, row.person);
  const wanted = attributes === undefined ? undefined : [attributes].flat();
  const whole: Record<string, unknown> = shown(row);
  if (!wanted) return whole;
  return Object.fromEntries(
    Object.entries(whole).filter(([key]) => key === 'enrollmentId' || key === 'status' || wanted.includes(key)),
  );
}

function look({ offices }: Parts, transaction: Transaction, context: Context, person: string): void {
  appendLook(transaction, context, 'enrolment', [person], { fields: offices.country.enrolment.confirms });
}

/** The organisation’s own, without what was taken of the body: a look at each. */
export async function findPackets(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  asked: { expressions: Expressions; offset: number; limit: number },
) {
  const rows = await store.listPackets(transaction.client, parts.kernel.keys, organisationOf(context), asked);
  const persons = [...new Set(rows.map(({ person }) => person))];
  appendLook(transaction, context, 'enrolment', persons, { fields: ['documents'] });
  return rows.map((row) => {
    const { biometricData: _, ...told } = shown(row);
    return told;
  });
}

/** @throws Problem enrolment/packet-unknown, osia-wrong, osia-not-allowed */
export async function createBuffer(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  packet: string,
  file: { bytes: Buffer; type: string; digest: string | undefined } | undefined,
): Promise<{ bufferId: string }> {
  const row = await requireOpen(parts, transaction, context, packet);
  if (!file || file.bytes.length === 0) throw problems['osia-wrong']({ values: { because: 'body' } });
  if (file.digest !== undefined && !isDigestOf(file.digest, file.bytes))
    throw problems['osia-wrong']({ values: { because: 'Digest' } });
  const buffer = newId();
  const one = { packet, buffer, type: file.type, bytes: file.bytes };
  if (!(await store.insertBuffer(transaction.client, parts.kernel.keys, one)))
    throw problems['osia-not-allowed']({ values: { because: 'buffers' } });
  tell(transaction, context, row.person, 'changed', packet);
  return { bufferId: buffer };
}

const ALGORITHMS: Readonly<Record<string, string>> = { SHA: 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' };

/** RFC 3230: `SHA-256=<base64>`, one or several; each that is known must fit. */
function isDigestOf(header: string, bytes: Buffer): boolean {
  const known = header.split(',').flatMap((one) => {
    const [, name, value] = /^\s*([A-Za-z0-9-]+)=(\S+)\s*$/.exec(one) ?? [];
    const algorithm = name && ALGORITHMS[name.toUpperCase()];
    return algorithm ? [createHash(algorithm).update(bytes).digest('base64') === value] : [];
  });
  return known.length > 0 && known.every(Boolean);
}

/** A look. @throws Problem enrolment/packet-unknown */
export async function readOwnBuffer(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { packet, buffer }: { packet: string; buffer: string },
) {
  const row = await requirePacket(parts, transaction, context, packet);
  const found = await store.readBuffer(transaction.client, parts.kernel.keys, packet, buffer);
  if (!found) throw problems['packet-unknown']();
  look(parts, transaction, context, row.person);
  return found;
}

/** What nobody went on with, as long as what is taken without a line may be on its way. */
export async function eraseForgotten(parts: Parts): Promise<void> {
  const { database, clock } = parts.kernel;
  const before = addDays(clock.today(), -parts.offices.country.enrolment.offline.lateDays);
  const count = await database.transact(({ client }) => store.eraseOpenPackets(client, before));
  if (count > 0)
    await database.transact(async (transaction) => {
      appendAct(transaction, ownContext(parts), 'packets-erased', [], { data: { count } });
    });
}
