import { Type } from 'typebox';
import { answerProvably, type Contract, contract, type Kernel, performAct } from '#kernel';
import type { Offices } from '#rooms/offices';
import { problems } from './problems.ts';
import { FullDate, PartialDate, PersonRecord } from './record.ts';
import { takeReport } from './reports.ts';
import { STANDINGS } from './standing.ts';

const closed = { additionalProperties: false };
const { phone, email, bloodGroup, currentResidence, nationality } = PersonRecord.properties;

const ReportBody = Type.Object(
  {
    reference: Type.String({
      pattern: '^[\\x21-\\x7e]{1,80}$',
      description: 'Your own name for this report; sent twice it is taken once',
    }),
    identifier: Type.String({ pattern: '^[A-Z0-9]{6,14}$', description: 'A number that names the person' }),
    name: Type.String({ minLength: 1, maxLength: 150, description: 'The person’s name as you know it' }),
    on: Type.Unsafe<string>({ ...FullDate, description: 'The day on which it was so' }),
    legalBasis: Type.String({ minLength: 1, maxLength: 80 }),
    document: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'Number of the paper behind it' })),
    seen: Type.Optional(Type.Literal(true, { description: 'The person was there, alive, on that day' })),
    fields: Type.Optional(
      Type.Object(
        {
          phone,
          email,
          bloodGroup,
          currentResidence,
          nationality: Type.Optional(nationality),
          deathDate: Type.Optional(PartialDate),
        },
        closed,
      ),
    ),
  },
  closed,
);

const ReportAnswer = Type.Object({
  reference: Type.String(),
  fields: Type.Array(
    Type.Object({
      field: Type.String(),
      outcome: Type.Enum([...STANDINGS]),
      dueOn: Type.Optional(Type.String({ description: 'By when an officer decides what was contradicted' })),
    }),
  ),
  journal: Type.String(),
});

/** What other sources say of persons: signed by their systems, like the questions of agencies. */
export function reportRoutes(kernel: Kernel, offices: Offices): Contract[] {
  return [
    contract({
      method: 'POST',
      path: '/v1/reports',
      tag: 'exchange',
      scope: null,
      bodyLimit: 16_384,
      summary:
        'Report something about a person: recorded, confirmed or put before an officer by the rank of the source',
      body: ReportBody,
      answers: { 200: ReportAnswer },
      handle: (context, { body }, _request, reply) => {
        const { caller } = context;
        const { stage } = (caller.credentials ?? {}) as { stage?: string };
        // What a system that is being tried says is about nobody.
        if (caller.kind !== 'system' || !caller.organisation || stage !== 'production')
          throw problems['report-unsigned']();
        return answerProvably(caller, reply, {
          run: (work) => performAct(kernel.database, context, work),
          work: (transaction) => takeReport(transaction, context, offices, body as never),
          present: (answer) => answer,
        });
      },
    }),
  ];
}
