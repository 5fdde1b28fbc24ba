import { Answer, type Contract, contract } from '#kernel';
import { actAtDesk, actOnOwn } from './acts.ts';
import { drawSheet, drawSide } from './artwork.ts';
import * as body from './contracts.ts';
import { olderRoutes } from './olderRoutes.ts';
import { osiaRoutes } from './osia.ts';
import { readOwnArtwork } from './ownArtwork.ts';
import type { Parts } from './parts.ts';
import { requestAtDesk, requestOwn } from './requests.ts';
import { bringForeign, dropForeign, readTrust, revokeSigner, rotateKey } from './trustActs.ts';
import { listQueue, readCardPage, readCardsAtDesk, readOwnCards } from './views.ts';

export const cardRoutes = (parts: Parts): Contract[] => [
  ...olderRoutes(parts),
  ...deskRoutes(parts),
  ...ownRoutes(parts),
  ...trustRoutes(parts),
  ...osiaRoutes(parts),
];

function deskRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const read = { tag: 'cards', scope: 'cards.read', method: 'GET' } as const;
  return [
    contract({
      ...read,
      path: '/api/cards',
      summary: 'Cards of the area by what they wait for, the nearest promise first; no names',
      query: body.QueueQuery,
      answers: { 200: body.Queue },
      handle: async (context, { query }) => ({
        cards: await database.transact((transaction) => listQueue(transaction, parts, context, query.view)),
      }),
    }),
    contract({
      ...read,
      purpose: 'stated',
      path: '/api/cards/:card',
      summary: 'A card with its steps, and what may be done with it; a look at its holder',
      params: body.CardParams,
      answers: { 200: body.CardPage },
      handle: (context, { params }) =>
        database.transact((transaction) => readCardPage(transaction, parts, context, params.card)),
    }),
    contract({
      ...read,
      purpose: 'stated',
      path: '/api/cards/persons/:person',
      summary: 'The cards of a person, and which kinds are made for such a person; a look',
      params: body.PersonParams,
      answers: { 200: body.CardsOfPerson },
      handle: (context, { params }) =>
        database.transact((transaction) => readCardsAtDesk(transaction, parts, context, params.person)),
    }),
    contract({
      tag: 'cards',
      scope: 'cards.handle',
      purpose: 'stated',
      method: 'POST',
      path: '/api/cards/persons/:person',
      summary: 'Ask for a card of a person of the area',
      params: body.PersonParams,
      body: body.RequestBody,
      answers: { 201: body.Requested },
      handle: async (context, { params, body: given }) =>
        new Answer(201, await requestAtDesk(parts, context, params.person, given)),
    }),
    contract({
      tag: 'cards',
      // Approving and revoking want a scope of their own besides.
      scope: 'cards.read',
      purpose: 'stated',
      method: 'POST',
      path: '/api/cards/:card/acts',
      summary: 'Enrol, approve, hand over to who proves to be the holder, suspend, report lost, lift, revoke, withdraw',
      params: body.CardParams,
      body: body.DeskActBody,
      bodyLimit: body.HANDING_LIMIT,
      answers: { 200: body.Stepped },
      handle: (context, { params, body: given }) => actAtDesk(parts, context, params.card, given),
    }),
  ];
}

const UNKEPT = { 'cache-control': 'no-store' } as const;

function ownRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      tag: 'citizen',
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/cards',
      summary: 'My cards: what is being made for me and by when, what I hold, what happened to it',
      answers: { 200: body.OwnCards },
      handle: (context) => database.transact((transaction) => readOwnCards(transaction, parts, context)),
    }),
    contract({
      tag: 'citizen',
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/cards/:card/artwork/:side',
      summary: 'A side of my card as a picture (SVG), without its access number and its signed code',
      params: body.SideParams,
      answers: {},
      async handle(context, { params: { card, side } }) {
        const shown = await database.transact((transaction) => readOwnArtwork(transaction, parts, context, card));
        return new Answer(200, drawSide(parts, shown, side), { ...UNKEPT, 'content-type': 'image/svg+xml' });
      },
    }),
    contract({
      tag: 'citizen',
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/cards/:card/sheet',
      summary: 'Both sides of my card on a sheet to print (PDF, A4, actual size)',
      params: body.CardParams,
      answers: {},
      async handle(context, { params: { card } }) {
        const shown = await database.transact((transaction) => readOwnArtwork(transaction, parts, context, card));
        const title = shown.kindName[context.language] ?? shown.artwork;
        const sheet = await drawSheet(parts, shown, title);
        const name = `attachment; filename="card.pdf"`;
        return new Answer(200, sheet, { ...UNKEPT, 'content-type': 'application/pdf', 'content-disposition': name });
      },
    }),
    contract({
      tag: 'citizen',
      scope: 'self.account',
      method: 'POST',
      path: '/api/me/cards',
      summary: 'Ask for a new card in the place of the one that I have',
      body: body.RequestBody,
      answers: { 201: body.Requested },
      handle: async (context, { body: given }) => new Answer(201, await requestOwn(parts, context, given)),
    }),
    contract({
      tag: 'citizen',
      scope: 'self.account',
      method: 'POST',
      path: '/api/me/cards/:card/acts',
      summary: 'Report my card lost or suspend it, at once and everywhere; take that back',
      params: body.CardParams,
      body: body.OwnActBody,
      answers: { 200: body.Stepped },
      handle: (context, { params, body: { act } }) => actOnOwn(parts, context, params.card, act),
    }),
  ];
}

const encode = (list: readonly Uint8Array[]) => list.map((der) => Buffer.from(der).toString('base64'));

function trustRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const admin = { tag: 'cards', scope: 'admin' } as const;
  const open = { tag: 'cards', scope: null, method: 'GET' } as const;
  return [
    contract({
      ...admin,
      method: 'GET',
      path: '/api/cards/trust',
      summary: 'Certificates of our keys, revocation lists, other countries’ authorities, state of the hot list',
      answers: { 200: body.Trust },
      handle: (context) => database.transact((transaction) => readTrust(transaction, parts, context)),
    }),
    contract({
      ...admin,
      method: 'POST',
      path: '/api/cards/trust/keys',
      summary: 'Make a new key of the authority, linked to the one before, or of a signer',
      body: body.RotateBody,
      answers: { 201: body.Made },
      handle: async (context, { body: { key } }) => new Answer(201, await rotateKey(parts, context, key)),
    }),
    contract({
      ...admin,
      method: 'POST',
      path: '/api/cards/trust/revocations',
      summary: 'Revoke a signer: what it signed is refused from now on',
      body: body.RevokeBody,
      answers: { 200: body.Made },
      handle: (context, { body: given }) => revokeSigner(parts, context, given),
    }),
    contract({
      ...admin,
      method: 'POST',
      path: '/api/cards/trust/foreign',
      summary: 'Take in another country’s authority, a master list or revocations',
      body: body.ForeignBody,
      bodyLimit: body.FOREIGN_LIMIT,
      answers: { 200: body.Foreign },
      handle: (context, { body: given }) => bringForeign(parts, context, given),
    }),
    contract({
      ...admin,
      method: 'POST',
      path: '/api/cards/trust/foreign/:fingerprint/drop',
      summary: 'Trust another country’s authority no longer',
      params: body.ForeignParams,
      answers: { 200: body.Made },
      handle: (context, { params }) => dropForeign(parts, context, params.fingerprint),
    }),
    contract({
      ...open,
      path: '/api/cards/anchors',
      summary: 'What proves a card of ours: authorities, links, revocations, signers of printed codes',
      answers: { 200: body.Anchors },
      handle: async () => {
        const { authorities, links, revocations, signers, asOf } = await parts.pki.trust();
        return {
          ...{ authorities: encode(authorities), links: encode(links), revocations: encode(revocations) },
          ...{ signers: encode(signers), asOf },
        };
      },
    }),
    contract({
      ...open,
      path: '/api/cards/anchors/master-list',
      summary: 'Our authorities as a signed master list (ICAO Doc 9303-12)',
      answers: {},
      handle: async () =>
        new Answer(200, Buffer.from(await parts.pki.masterList()), {
          'content-type': 'application/cms',
          'content-disposition': 'attachment; filename="master-list.ml"',
        }),
    }),
  ];
}
