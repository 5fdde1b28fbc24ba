import { Type } from 'typebox';
import { type Contract, contract } from '#kernel';
import type { Production } from '#rooms/production';

const MOST = 30;
const text = Type.String();

/** Only in a demonstration: what is printed on member cards that came, for whoever would hold one before the camera. */
export const plasticRoute = ({ production }: { production: Production }): Contract =>
  contract({
    tag: 'demonstration',
    scope: 'memberships.check',
    method: 'GET',
    path: '/api/demonstration/member-cards',
    summary: 'Member cards of synthetic persons, with the signed code that is printed on each',
    answers: { 200: Type.Object({ cards: Type.Array(Type.Object({ name: text, number: text, code: text })) }) },
    async handle() {
      const { plasticPrinter } = production;
      const made = await production.listVirtual(plasticPrinter, MOST);
      const opened = await Promise.all(made.map(({ batch, serial }) => plasticPrinter.open(batch, serial)));
      const cards = opened.flatMap((one) => {
        const { name, number, code } = one?.printed.fields ?? {};
        return name && number && code ? [{ name, number, code }] : [];
      });
      return { cards };
    },
  });
