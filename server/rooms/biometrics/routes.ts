import { Answer, type Contract, contract } from '#kernel';
import { eraseSamples, takeSet } from './acts.ts';
import { identifyPerson, verifyPerson } from './comparing.ts';
import * as body from './contracts.ts';
import { readEngine } from './engineView.ts';
import type { Parts } from './parts.ts';
import { readHeld, readOwn, viewOwnPortrait, viewSample } from './views.ts';

/** A sample as bytes; no page of ours ever runs it. */
export const asFile = ({ bytes, media }: { bytes: Buffer; media: string }) =>
  new Answer(200, bytes, { 'content-type': media, 'content-disposition': 'attachment', 'cache-control': 'no-store' });

const person = '/api/biometrics/persons/:person';

/** A person's samples: taken, listed, looked at, compared, erased; and one's own. */
export function sampleRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const officer = { tag: 'biometrics', purpose: 'stated' } as const;
  const own = { tag: 'citizen', scope: 'self.read', method: 'GET' } as const;
  const erase = { ...officer, scope: 'biometrics.erase', method: 'POST', body: body.EraseBody } as const;
  return [
    contract({
      ...officer,
      scope: 'biometrics.enrol',
      method: 'POST',
      path: person,
      summary: 'Take samples of a person: each is checked by its bytes and sealed; who else it may be is looked for',
      params: body.PersonParams,
      body: body.SetBody,
      bodyLimit: body.SET_LIMIT,
      answers: { 201: body.Taken },
      handle: async (context, { params, body: given }) =>
        new Answer(201, await takeSet(parts, context, params.person, given)),
    }),
    contract({
      ...officer,
      scope: 'biometrics.read',
      method: 'GET',
      path: person,
      summary: 'Which samples of a person are held, their quality, their day of erasure; no byte of them',
      params: body.PersonParams,
      answers: { 200: body.Held },
      handle: (context, { params }) =>
        database.transact((transaction) => readHeld(transaction, parts, context, params.person)),
    }),
    contract({
      ...officer,
      scope: 'biometrics.read',
      method: 'GET',
      path: `${person}/samples/:sample`,
      summary: 'A sample itself',
      params: body.SampleParams,
      answers: {},
      handle: (context, { params }) =>
        database
          .transact((transaction) => viewSample(transaction, parts, context, params.person, params.sample))
          .then(asFile),
    }),
    contract({
      ...erase,
      path: `${person}/samples/:sample/erase`,
      summary: 'Erase a sample before its day',
      params: body.SampleParams,
      answers: { 200: body.Erased },
      handle: (context, { params, body: { reason } }) =>
        eraseSamples(parts, context, params.person, { sample: params.sample, reason }),
    }),
    contract({
      ...erase,
      path: `${person}/erase`,
      summary: 'Erase all samples of a person before their day, with the key that opens them',
      params: body.PersonParams,
      answers: { 200: body.Erased },
      handle: (context, { params, body: { reason } }) => eraseSamples(parts, context, params.person, { reason }),
    }),
    contract({
      ...officer,
      scope: 'biometrics.adjudicate',
      method: 'GET',
      path: `${person}/duplicates`,
      summary: 'Who else an enrolled person may be, with what speaks for it',
      params: body.PersonParams,
      answers: { 200: body.Candidates },
      handle: (context, { params }) => identifyPerson(parts, context, params.person),
    }),
    contract({
      ...officer,
      scope: 'biometrics.enrol',
      method: 'POST',
      path: `${person}/verify`,
      summary: 'Whether fresh samples are this person’s; they are not kept',
      params: body.PersonParams,
      body: body.VerifyBody,
      bodyLimit: body.SET_LIMIT,
      answers: { 200: body.Verified },
      handle: (context, { params, body: { samples } }) => verifyPerson(parts, context, params.person, samples),
    }),
    contract({
      tag: 'biometrics',
      scope: 'admin',
      method: 'GET',
      path: '/api/biometrics/engine',
      summary: 'What compares samples, with which weights, and how many of each kind are held',
      answers: { 200: body.Engine },
      handle: (context) => readEngine(parts, context),
    }),
    contract({
      ...own,
      path: '/api/me/biometrics',
      summary: 'What is held of my body: since when, until when, under which law',
      answers: { 200: body.Own },
      handle: (context) => database.transact((transaction) => readOwn(transaction, parts, context)),
    }),
    contract({
      ...own,
      path: '/api/me/biometrics/portrait',
      summary: 'My portrait as it is held',
      answers: {},
      handle: (context) =>
        database.transact((transaction) => viewOwnPortrait(transaction, parts, context)).then(asFile),
    }),
  ];
}
