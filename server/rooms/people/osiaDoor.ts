import { Answer, type Context, type Kernel, performAct, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import * as form from './osiaForms.ts';
import { type Footing, findFooting } from './osiaIdentities.ts';

type Work<Result> = (transaction: Transaction, footing: Footing) => Promise<Result>;
interface Asked {
  transactionId: string;
}

/** What all contracts of the OSIA interfaces share. Scanned forms come with an identity, hence the size. */
export const common = { tag: 'osia', purpose: 'stated', errors: 'osia', bodyLimit: 1_048_576 } as const;
export const created = { 201: form.Nothing, 400: form.Failure };
export const changed = { 204: form.Nothing, 400: form.Failure };

export type OsiaDoor = ReturnType<typeof openDoor>;

/** Runs looks and acts on the footing that the request states. */
export function openDoor(kernel: Kernel, offices: Offices) {
  return {
    offices,
    look<Result>(context: Context, query: Asked, work: Work<Result>): Promise<Result> {
      const footing = findFooting(offices, context, query.transactionId);
      return kernel.database.transact((transaction) => work(transaction, footing));
    },
    act<Result>(context: Context, query: Asked, work: Work<Result>): Promise<Result> {
      const footing = findFooting(offices, context, query.transactionId);
      return performAct(kernel.database, context, (transaction) => work(transaction, footing));
    },
    /** An answer without a body, once the work is done. */
    async done(status: 201 | 204, work: Promise<unknown>): Promise<Answer> {
      await work;
      return new Answer(status);
    },
  };
}
