import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { Answer, type Contract, contract, requireScope } from '#kernel';
import type { FingerPress } from './fingerPress.ts';

/** The simulated device of the counter: whose hands lie on it is for whoever plays with it to say. Only in a demonstration. */
export const captureRoute = ({ press }: FingerPress): Contract =>
  contract({
    method: 'GET',
    path: '/api/demonstration/captures/:place',
    tag: 'demonstration',
    scope: 'enrolment.enrol',
    summary: 'Another touch of a synthetic finger, as a scanner would send it: PNG, 500 dpi',
    params: Type.Object({
      place: Type.Integer({ minimum: 1, maximum: 10, description: '1 to 5 right hand from the thumb, 6 to 10 left' }),
    }),
    query: Type.Object(
      { hands: Type.String({ format: 'uuid', description: 'Of which record: each has hands of its own' }) },
      { additionalProperties: false },
    ),
    answers: {},
    async handle({ caller }, { params, query }) {
      requireScope(caller, 'enrolment.enrol');
      const image = await press(query.hands, params.place, randomUUID());
      return new Answer(200, image, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    },
  });
