import { Type } from 'typebox';
import {
  Answer,
  type Context,
  type Contract,
  contract,
  describeEntry,
  type Kernel,
  performAct,
  requireScope,
  type Transaction,
} from '#kernel';
import { FIELDS, type Field } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { areaPath } from './acting.ts';
import { listCaseScans } from './caseScans.ts';
import { presentClaim } from './claimed.ts';
import * as form from './contracts.ts';
import { type CorrectionRow, decideCorrection, openCorrection, readOwnCorrections, readQueue } from './corrections.ts';
import { type Presenter, presentRecord } from './present.ts';
import { problems } from './problems.ts';
import type { PersonRecord } from './record.ts';
import { countPersons, readPerson } from './store.ts';
import { readOwnRecord, readRelatives } from './views.ts';

/** The citizen's own record and corrections, and the officers' queue of them. */
export function ownRoutes(kernel: Kernel, offices: Offices): Contract[] {
  const parts = { offices, words: kernel.words };
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(kernel.database, context, work);
  const look = <R>(work: (transaction: Transaction) => Promise<R>) => kernel.database.transact(work);
  const fieldName = (context: Context, field: string) => kernel.words.say(context.language, `field.${field}`);
  const officeName = (context: Context, row: CorrectionRow) =>
    offices.areaName(areaPath(row).at(-1) ?? '', context.language);

  return [
    contract({
      method: 'GET',
      path: '/api/me/record',
      tag: 'citizen',
      scope: 'self.read',
      summary: 'My record with the source of each field',
      answers: { 200: form.RecordAnswer },
      handle: (context) => look((transaction) => readOwnRecord(transaction, parts, context)),
    }),
    contract({
      method: 'GET',
      path: '/api/me/relatives',
      tag: 'citizen',
      scope: 'self.read',
      summary: 'My family as the register knows it',
      answers: { 200: form.RelativesAnswer },
      handle: (context) =>
        look(async (transaction) => {
          const person = context.caller.person!;
          transaction.append(
            describeEntry(context, {
              kind: 'look',
              room: 'people',
              type: 'own-relatives',
              subjects: [person],
              ...offices.ownData,
            }),
          );
          return { relatives: await readRelatives(transaction, parts, context, person, true) };
        }),
    }),
    contract({
      method: 'GET',
      path: '/api/me/corrections',
      tag: 'citizen',
      scope: 'self.read',
      summary: 'What I said is wrong, and what came of it',
      answers: { 200: form.OwnCorrectionsAnswer },
      handle: (context) =>
        look(async (transaction) => {
          const person = context.caller.person!;
          const rows = await readOwnCorrections(transaction, person);
          const stored = await readPerson(transaction, person);
          return {
            corrections: rows.map((row) => ({
              ...presentRow(parts, context, row, stored?.record),
              fieldName: fieldName(context, row.field),
              officeName: officeName(context, row),
            })),
          };
        }),
    }),
    contract({
      method: 'POST',
      path: '/api/me/corrections',
      tag: 'citizen',
      scope: 'self.correct',
      summary: 'Say that a field is wrong',
      body: form.CorrectionBody,
      answers: { 201: Type.Object({ id: Type.String(), dueOn: Type.String() }) },
      handle: async (context, { body }) => {
        if (!FIELDS.includes(body.field as Field))
          throw problems['field-not-correctable']({ pointer: '/field', values: { field: body.field } });
        return new Answer(
          201,
          await act(context, (transaction) =>
            openCorrection(transaction, context, offices, { ...body, field: body.field as Field }),
          ),
        );
      },
    }),
    contract({
      method: 'GET',
      path: '/api/corrections',
      tag: 'people',
      scope: 'people.read',
      summary: 'Corrections asked for in my area, the nearest deadline first',
      query: Type.Object(
        { state: Type.String({ pattern: '^(open|accepted|refused)$', default: 'open' }) },
        { additionalProperties: false },
      ),
      answers: { 200: form.QueueAnswer },
      handle: (context, { query }) =>
        look(async (transaction) => {
          const queue = await readQueue(transaction, context, query.state);
          transaction.append(
            describeEntry(context, {
              kind: 'look',
              room: 'people',
              type: 'corrections',
              subjects: queue.map(({ row }) => row.person),
              fields: [...new Set(queue.map(({ row }) => row.field))],
              ...offices.ownData,
            }),
          );
          const nobody = { children: [], represented: [] };
          const scansOf = await listCaseScans(
            transaction.client,
            queue.map(({ row }) => row.correction),
          );
          return {
            corrections: queue.map(({ row, stored }) => {
              const fields = stored
                ? presentRecord(parts, context.language, stored.record, [], { on: context.clock.today() }, nobody)
                : [];
              return {
                ...presentRow(parts, context, row, stored?.record),
                person: row.person,
                personName: stored?.record.name ?? '',
                fieldName: fieldName(context, row.field),
                current: fields.find((field) => field.id === row.field)?.text ?? '',
                communeName: officeName(context, row),
                ...scansOf(row.correction),
              };
            }),
          };
        }),
    }),
    contract({
      method: 'POST',
      path: '/api/corrections/:id/decide',
      tag: 'people',
      scope: 'corrections.decide',
      summary: 'Accept or refuse a correction; accepting may correct the record at once',
      params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      body: form.AnswerBody,
      answers: { 200: Type.Object({ state: Type.String() }) },
      handle: (context, { params, body }) =>
        act(context, (transaction) => decideCorrection(transaction, context, offices, params.id, body as never)),
    }),
    contract({
      method: 'GET',
      path: '/api/people/figures',
      tag: 'people',
      scope: 'people.read',
      summary: 'How much waits in my area',
      answers: {
        200: Type.Object({
          persons: Type.Integer(),
          openCorrections: Type.Integer(),
          openProposals: Type.Integer(),
          dueSoon: Type.Integer(),
        }),
      },
      handle: (context) => look((transaction) => readFigures(transaction, context)),
    }),
  ];
}

function presentRow(parts: Presenter, context: Context, row: CorrectionRow, record: PersonRecord | undefined) {
  const { language } = context;
  return {
    id: row.correction,
    field: row.field,
    claim: presentClaim(parts, language, row, record, context.clock.today()),
    ...(row.organisation ? { saidBy: parts.offices.organisationName(row.organisation, language) } : {}),
    note: row.note,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    dueOn: row.due_on,
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
  };
}

async function readFigures(transaction: Transaction, context: Context) {
  requireScope(context.caller, 'people.read');
  const { rows } = await transaction.client.query<{ corrections: number; due: number; proposals: number }>(
    `SELECT (SELECT count(*)::int FROM people.correction WHERE state = 'open' AND ($1 = '' OR province = $1 OR commune = $1)) AS corrections,
            (SELECT count(*)::int FROM people.correction WHERE state = 'open' AND due_on <= $2::date + 3 AND ($1 = '' OR province = $1 OR commune = $1)) AS due,
            (SELECT count(*)::int FROM people.proposal WHERE state = 'open' AND ($1 = '' OR province = $1 OR commune = $1)) AS proposals`,
    [context.caller.area ?? '-', context.clock.today()],
  );
  const { corrections, due, proposals } = rows[0]!;
  return {
    persons: await countPersons(transaction),
    openCorrections: corrections,
    openProposals: proposals,
    dueSoon: due,
  };
}
