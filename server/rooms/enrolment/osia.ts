import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { Answer, type Context, type Contract } from '#kernel';
import { openOsiaDoor } from '#rooms/offices';
import { type Done, followUp, type Ready } from './enrolling.ts';
import { prepareFinal } from './finalizing.ts';
import * as form from './osiaForms.ts';
import * as packets from './packets.ts';
import type { Parts } from './parts.ts';

/** OSIA Enrollment 1.3: another system collects, and this one enrols when it says that it has collected all. */
export function osiaRoutes(parts: Parts): Contract[] {
  const declare = openOsiaDoor(parts.kernel, parts.offices);
  const one = { path: '/v1/enrollments/:packet', params: form.PacketParams } as const;
  const writing = {
    ...one,
    ...{ scope: 'enroll.write', query: form.WriteQuery, bodyLimit: form.PACKET_LIMIT },
    // Others who may be the same person are looked for once the packet is kept.
    afterwards: async (done: Done | undefined) => done && followUp(parts, done),
  } as const;
  const idOf = ({ packet }: { packet: string }) => packet.toLowerCase();
  type Change = Parameters<typeof packets.changePacket>[4]['change'];
  const readied = (context: Context, packet: string, wanted: boolean | undefined, change: Change) =>
    wanted ? packets.prepareChange(parts, context, packet, change) : Promise.resolve(undefined);
  return [
    declare({
      ...writing,
      method: 'POST',
      summary: 'Begin an enrolment under an id of yours; with `finalize` the person is enrolled at once',
      body: form.Packet,
      answer: 204,
      prepare: async (context, { params, query, body }) =>
        query.finalize ? prepareFinal(parts, context, idOf(params), body) : undefined,
      work: (transaction, context, { params, body: given }, ready: Ready | undefined) =>
        packets.createPacket(parts, transaction, context, idOf(params), { given, ready }),
    }),
    declare({
      ...one,
      method: 'GET',
      scope: 'enroll.read',
      summary: 'An enrolment of your organisation, as far as it was collected',
      query: form.ReadQuery,
      answer: form.Enrollment,
      work: (transaction, context, { params, query }) =>
        packets.readPacket(parts, transaction, context, idOf(params), query.attributes),
    }),
    declare({
      ...writing,
      method: 'PUT',
      summary: 'Put an enrolment in the place of what was collected',
      body: form.Packet,
      answer: 204,
      prepare: (context, { params, query, body }) =>
        readied(context, idOf(params), query.finalize, packets.replaced(body)),
      work: (transaction, context, { params, body }, ready: Ready | undefined) => {
        const change = packets.replaced(body);
        return packets.changePacket(parts, transaction, context, idOf(params), { change, ready });
      },
    }),
    declare({
      ...writing,
      method: 'PATCH',
      summary: 'Change parts of an enrolment (RFC 7396)',
      body: form.Patch,
      answer: 204,
      prepare: (context, { params, query, body }) =>
        readied(context, idOf(params), query.finalize, packets.merged(body)),
      work: (transaction, context, { params, body }, ready: Ready | undefined) => {
        const change = packets.merged(body);
        return packets.changePacket(parts, transaction, context, idOf(params), { change, ready });
      },
    }),
    declare({
      ...one,
      method: 'DELETE',
      scope: 'enroll.write',
      summary: 'Give an enrolment up, with all that was collected',
      answer: 204,
      work: (transaction, context, { params }) => packets.removePacket(parts, transaction, context, idOf(params)),
    }),
    declare({
      ...one,
      method: 'PUT',
      path: `${one.path}/finalize`,
      scope: 'enroll.write',
      summary: 'All was collected: enrol the person',
      answer: 204,
      prepare: (context, { params }) => packets.prepareChange(parts, context, idOf(params), (known) => known),
      work: (transaction, context, { params }, ready: Ready) =>
        packets.finalizePacket(parts, transaction, context, idOf(params), ready),
      afterwards: (done: Done) => followUp(parts, done),
    }),
    declare({
      method: 'POST',
      path: '/v1/enrollments',
      scope: 'enroll.read',
      summary: 'Enrolments of your organisation by id, state or person; without what was taken of the body',
      query: form.FindQuery,
      body: form.Expressions,
      answer: Type.Array(form.Enrollment),
      work: (transaction, context, { query: { offset, limit }, body: expressions }) =>
        packets.findPackets(parts, transaction, context, { expressions, offset, limit }),
    }),
    declare({
      ...one,
      method: 'POST',
      path: `${one.path}/buffer`,
      scope: 'enroll.buf.write',
      summary: 'Send a picture apart from its enrolment',
      bytes: true,
      bodyLimit: form.BUFFER_LIMIT,
      answer: { created: form.Created },
      work: (transaction, context, { params, file }) =>
        packets.createBuffer(parts, transaction, context, idOf(params), file),
    }),
    declare({
      ...one,
      method: 'GET',
      path: `${one.path}/buffer/:buffer`,
      params: form.BufferParams,
      scope: 'enroll.buf.read',
      summary: 'A picture of an enrolment that is under way, with its digest',
      answer: 'file',
      async work(transaction, context, { params: { packet, buffer } }) {
        const where = { packet: packet.toLowerCase(), buffer: buffer.toLowerCase() };
        const { type, bytes } = await packets.readOwnBuffer(parts, transaction, context, where);
        const digest = `SHA-256=${createHash('sha256').update(bytes).digest('base64')}`;
        return new Answer(200, bytes, { 'content-type': type, digest, 'cache-control': 'no-store' });
      },
    }),
  ];
}
