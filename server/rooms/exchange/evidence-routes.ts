import { Type } from 'typebox';
import { type Context, type Contract, contract, type Entry } from '#kernel';
import { FORMAT } from '#libs/evidence';
import type { Offices } from '#rooms/offices';
import { type EvidenceParts, type Export, makeEvidence } from './evidence.ts';
import { problems } from './problems.ts';
import { requireOrganisation } from './views.ts';

const text = Type.String();
const maybe = Type.Optional(text);
const texts = Type.Array(text);
const Headers = Type.Record(text, text);
const Jwk = Type.Object({ kty: text, crv: text, x: text, y: maybe });
const ProvenLine = Type.Object({ number: Type.Integer(), line: text, salt: text, path: texts });
const OwnKey = Type.Object({ jwk: Jwk, createdAt: text, replacedAt: maybe });
/** The form is explained in docs/evidence.md and read by libs/evidence. */
const Package = Type.Object({
  format: Type.Literal(FORMAT),
  reference: text,
  request: Type.Object({ method: text, targetUri: text, headers: Headers, proof: maybe, body: maybe }),
  answer: Type.Object({ status: Type.Integer(), headers: Headers }),
  statement: Type.Object({
    reference: text,
    statedAt: text,
    system: Type.Optional(Type.Object({ id: text, name: text, organisation: text })),
    requestKey: Type.Optional(
      Type.Object({
        jwk: Jwk,
        registeredAt: text,
        registeredBy: maybe,
        expiresAt: text,
        revokedAt: maybe,
        revokedBy: maybe,
      }),
    ),
    answerKey: Type.Optional(OwnKey),
    about: maybe,
    manifestKey: Type.Optional(OwnKey),
    agreement: Type.Optional(
      Type.Object({
        id: text,
        version: Type.Integer(),
        recordedAt: text,
        ways: texts,
        purposes: texts,
        legalBases: texts,
        fields: texts,
        validFrom: text,
        validTo: text,
      }),
    ),
  }),
  batch: Type.Optional(Type.Object({ manifest: text, done: ProvenLine, pieces: Type.Array(ProvenLine) })),
  log: Type.Object({ checkpoint: text, verifierKey: text, line: ProvenLine, statement: ProvenLine }),
});

const params = Type.Object({
  reference: Type.String({ maxLength: 80, description: 'The line in the journal, as the answer named it' }),
});
const get = { method: 'GET', params, answers: { 200: Package } } as const;

/** Evidence for those who may have it: who asked, the person of whom it was asked, who oversees. */
export function evidenceRoutes(parts: EvidenceParts, offices: Pick<Offices, 'ownData'>): Contract[] {
  const give = (context: Context, reference: string, how: Export) => makeEvidence(parts, context, reference, how);
  return [
    contract({
      ...get,
      path: '/v1/evidence/:reference',
      tag: 'exchange',
      scope: null,
      summary:
        'Evidence of a question of mine and its answer; the request is signed, or comes with a token, like a question',
      handle: (context, { params: { reference } }) => {
        if (context.caller.kind !== 'system') throw problems['signature-missing']();
        return give(context, reference, forOrganisation(context));
      },
    }),
    contract({
      ...get,
      path: '/api/agency/evidence/:reference',
      tag: 'agency',
      scope: 'exchange.try',
      summary: "Evidence of a question of the organisation's and its answer",
      handle: (context, { params: { reference } }) => give(context, reference, forOrganisation(context)),
    }),
    contract({
      ...get,
      path: '/api/me/evidence/:reference',
      tag: 'citizen',
      scope: 'self.read',
      summary: 'Evidence of a question that was asked about me',
      handle: (context, { params: { reference } }) => give(context, reference, forPerson(context, offices)),
    }),
    contract({
      ...get,
      path: '/api/evidence/:reference',
      tag: 'audit',
      scope: 'journal.audit',
      summary: 'Evidence of any question and its answer; that it was taken shows to the persons concerned',
      handle: (context, { params: { reference } }) => give(context, reference, forAuditor),
    }),
  ];
}

function forOrganisation(context: Context): Export {
  const organisation = requireOrganisation(context);
  return {
    may: (line) => line.organisation === organisation,
    // It tells the organisation nothing that it was not told with the answer.
    note: () => ({ kind: 'note', subjects: [] }),
    named: true,
  };
}

function forPerson({ caller, clock }: Context, { ownData }: Pick<Offices, 'ownData'>): Export {
  const person = caller.person ?? '';
  return {
    may: (line) =>
      line.kind !== 'note' && line.subjects.includes(person) && (line.hiddenUntil ?? '').slice(0, 10) <= clock.today(),
    note: () => ({ kind: 'look', subjects: [person], ...ownData }),
    named: false,
  };
}

const forAuditor: Export = {
  may: () => true,
  // Of a look that is still hidden it must not show that somebody looked into it.
  note: ({ subjects, hiddenUntil }: Entry) => ({
    kind: subjects.length > 0 ? 'look' : 'note',
    subjects,
    ...(hiddenUntil ? { hiddenUntil } : {}),
  }),
  named: true,
};
