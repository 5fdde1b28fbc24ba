import { Type } from 'typebox';
import { Terms } from './terms.ts';

const Text = Type.String();
const closed = { additionalProperties: false };
export const Named = Type.Object({ id: Text, name: Text });
export const Revision = Type.Integer({ minimum: 1, description: 'The one that the caller saw' });
export const Why = Type.String({ minLength: 10, maxLength: 4000 });
export const DraftParams = Type.Object({ draft: Type.String({ format: 'uuid' }) });
export const AgreementParams = Type.Object({ agreement: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) });
export const SuspensionParams = Type.Object({ suspension: Type.String({ format: 'uuid' }) });

export const NewDraft = Type.Object(
  {
    terms: Terms,
    why: Why,
    agreement: Type.Optional(
      Type.String({ pattern: '^[a-z0-9-]{1,80}$', description: 'The one to change or renew; absent: a new one' }),
    ),
  },
  closed,
);
export const EditedDraft = Type.Object({ terms: Terms, why: Why, revision: Revision }, closed);
export const Seen = Type.Object({ revision: Revision }, closed);
export const SeenWhy = Type.Object({ revision: Revision, why: Why }, closed);
export const Narrowing = Type.Object(
  {
    revision: Revision,
    terms: Terms,
    reasons: Type.Array(
      Type.Object(
        {
          part: Type.String({ maxLength: 40 }),
          item: Type.Optional(Type.String({ maxLength: 80, description: 'An id of a list that was taken out' })),
          why: Why,
        },
        closed,
      ),
      { minItems: 1, maxItems: 100 },
    ),
    text: Type.Optional(Why),
  },
  closed,
);
export const Refusal = Type.Object(
  {
    revision: Revision,
    legalBasis: Type.String({ maxLength: 80 }),
    text: Type.String({ minLength: 30, maxLength: 8000 }),
  },
  closed,
);
export const Signing = Type.Object(
  {
    revision: Revision,
    digest: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'SHA-256 of the text, base64url' }),
  },
  closed,
);
export const NewSuspension = Type.Object(
  { kind: Type.Enum(['agreement', 'system']), target: Type.String({ maxLength: 80 }), why: Why },
  closed,
);
export const WhyBody = Type.Object({ why: Why }, closed);

const Change = {
  part: Text,
  item: Type.Optional(Text),
  before: Type.Optional(Text),
  after: Type.Optional(Text),
};
export const Changes = Type.Array(Type.Object(Change));
const Hours = Type.Object({ id: Text, from: Text, to: Text, days: Type.Array(Type.Integer()) });
export const TermsView = Type.Object({
  purposes: Type.Array(Named),
  legalBases: Type.Optional(Type.Array(Named)),
  fields: Type.Array(Named),
  modes: Type.Array(Named),
  quotaPerDay: Type.Integer(),
  hours: Hours,
  candidates: Type.Optional(Type.Integer()),
  validFrom: Text,
  validTo: Text,
});
export const DraftLine = Type.Object({
  draft: Text,
  organisation: Text,
  organisationName: Text,
  agreement: Text,
  state: Text,
  revision: Type.Integer(),
  purposes: Type.Array(Named),
  baseVersion: Type.Optional(Type.Integer()),
  madeAt: Text,
  changedAt: Text,
  sentAt: Type.Optional(Text),
  dueOn: Type.Optional(Type.String({ description: 'Last day for our decision, counted in working days' })),
  due: Type.Optional(Type.String({ description: 'open, due or overdue; of what waits for our decision' })),
  enactedVersion: Type.Optional(Type.Integer()),
  signed: Type.Optional(Type.Array(Text, { description: 'Sides whose signature is there; of what was accepted' })),
});
export const Drafts = Type.Object({ drafts: Type.Array(DraftLine) });
const Signatures = Type.Array(
  Type.Object({
    side: Text,
    signer: Text,
    role: Text,
    roleName: Text,
    assurance: Text,
    digest: Text,
    signedAt: Text,
    journal: Text,
  }),
);
export const DraftView = Type.Object({
  ...DraftLine.properties,
  terms: TermsView,
  why: Text,
  changes: Type.Optional(Changes),
  inForce: Type.Optional(
    Type.Object({ version: Type.Integer(), terms: TermsView }, { description: 'What the draft would change' }),
  ),
  offered: Type.Optional(TermsView),
  offer: Type.Optional(Type.Array(Type.Object({ ...Change, why: Text }))),
  decidedBy: Type.Optional(Text),
  decidedAt: Type.Optional(Text),
  decision: Type.Optional(Text),
  reply: Type.Optional(Type.String({ description: 'Why the organisation objected to the last offer, or withdrew' })),
  legalBasis: Type.Optional(Named),
  text: Type.Optional(Type.String({ description: 'As it is signed, in the country’s first language' })),
  digest: Type.Optional(Text),
  signatures: Signatures,
  authors: Type.Array(Text),
  steps: Type.Array(Text, { description: 'What the caller can do with it now' }),
  notSigning: Type.Optional(
    Type.Enum(['signed-already', 'four-eyes'], {
      description: 'Why a caller who signs for their side does not sign this',
    }),
  ),
});
export const DraftMade = Type.Object({ draft: Text, agreement: Text, state: Text, revision: Type.Integer() });
export const Signed = Type.Object({
  draft: Text,
  state: Text,
  revision: Type.Integer(),
  version: Type.Optional(Type.Integer({ description: 'Of the agreement, once it is in force' })),
  journal: Text,
});
export const Versions = Type.Object({
  agreement: Text,
  organisation: Text,
  organisationName: Text,
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      state: Text,
      stateBefore: Type.Optional(Text),
      recordedAt: Text,
      recordedBy: Text,
      terms: TermsView,
      changes: Changes,
      draft: Type.Optional(Text),
      text: Type.Optional(Text),
      digest: Type.Optional(Text),
      signatures: Type.Optional(Signatures),
    }),
  ),
});
export const Agreements = Type.Object({
  agreements: Type.Array(
    Type.Object({
      agreement: Text,
      version: Type.Integer(),
      organisation: Text,
      organisationName: Text,
      state: Text,
      purposes: Type.Array(Named),
      validFrom: Text,
      validTo: Text,
    }),
  ),
});
export const Suspensions = Type.Object({
  suspensions: Type.Array(
    Type.Object({
      suspension: Text,
      kind: Text,
      target: Text,
      targetName: Text,
      organisation: Text,
      organisationName: Text,
      side: Text,
      state: Text,
      why: Text,
      madeBy: Text,
      madeAt: Text,
      askedBy: Type.Optional(Text),
      askedAt: Type.Optional(Text),
      askedWhy: Type.Optional(Text),
      mine: Type.Boolean({ description: 'The caller asked for the lifting: another person decides' }),
      liftedBy: Type.Optional(Text),
      liftedAt: Type.Optional(Text),
    }),
  ),
});
export const SuspensionMade = Type.Object({ suspension: Text, state: Text, journal: Text });
export const Catalogue = Type.Object({
  purposes: Type.Array(
    Type.Object({
      id: Text,
      name: Text,
      legalBases: Type.Array(Type.Object({ id: Text, name: Text, validFrom: Text, validTo: Type.Optional(Text) })),
      fields: Type.Array(Named),
      modes: Type.Array(Text),
    }),
  ),
  modes: Type.Array(Named),
  hours: Type.Array(Hours),
  years: Type.Integer({ description: 'An agreement lasts at most so many' }),
  quotaPerDay: Type.Integer({ description: 'At most' }),
  candidates: Type.Integer({ description: 'At most' }),
});
export const Lists = Type.Object({
  laws: Type.Array(Named, { description: 'In force today: a refusal rests on one of them' }),
  hours: Type.Array(Hours),
});
