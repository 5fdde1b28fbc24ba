import { Type } from 'typebox';

/** What the oversight routes answer with. */
export const text = Type.String();
export const maybe = Type.Optional(Type.String());
const line = {
  reference: text,
  number: Type.Integer(),
  at: text,
  kind: text,
  type: text,
  sentence: text,
  organisation: maybe,
  organisationName: text,
  officeName: maybe,
  purposeText: maybe,
  legalBasisText: maybe,
  legalBasisId: maybe,
  fields: Type.Array(Type.Object({ id: text, name: text })),
  caseNumber: maybe,
  outcome: maybe,
  /** Of a finding: the first day on which it may be acted upon. */
  effectiveOn: maybe,
  /** The consent that it rests on. */
  consent: maybe,
  mine: Type.Boolean(),
  objection: Type.Optional(
    Type.Object({
      id: text,
      state: Type.Enum(['open', 'explained', 'upheld']),
      dueOn: Type.String({ description: 'Until when it is answered' }),
      finding: Type.Optional(Type.String({ description: 'The answer, in the words of the oversight body' })),
    }),
  ),
};
export const Line = Type.Object(line);
export const AuditLine = Type.Object({ ...line, actor: text, subjects: Type.Integer(), room: text });
export const Proof = Type.Object({
  number: Type.Integer(),
  reference: text,
  line: text,
  salt: text,
  commitment: text,
  leafHash: text,
  size: Type.Integer(),
  path: Type.Array(text),
  root: text,
  checkpoint: text,
  verifierKey: text,
  index: Type.Integer(),
  /** Signatures beside the log's own. */
  witnessed: Type.Integer(),
  /** Of a line of a batch: the page that holds the person's blinded key, hex, and its path to the root in the line. */
  bulk: Type.Optional(Type.Object({ person: text, page: Type.Integer(), entries: text, path: Type.Array(text) })),
});
