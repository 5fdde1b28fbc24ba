import { type Context, describeEntry, newId, performAct, requireScope } from '#kernel';
import type { FlightBody, InsuranceBody } from './contracts.ts';
import { requireOrganisation } from './desks.ts';
import { requirePersons } from './listings.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** A flight with its passengers, by their numbers. @throws Problem checkpoints/flight-known, number-unknown, seat-taken */
export function enterFlight({ kernel }: Parts, context: Context, given: FlightBody) {
  requireScope(context.caller, 'checkpoints.manage');
  const organisation = requireOrganisation(context);
  const { passengers } = given;
  const seats = passengers.map(({ seat }) => seat);
  const twice = seats.findIndex((seat, index) => seats.indexOf(seat) < index);
  if (twice >= 0) throw problems['seat-taken']({ pointer: `/passengers/${twice}/seat` });
  return performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const numbers = passengers.map(({ number }) => number);
    const persons = await requirePersons(client, numbers, (index) => `/passengers/${index}/number`);
    const again = persons.findIndex((person, index) => persons.indexOf(person) < index);
    if (again >= 0) throw problems['seat-taken']({ pointer: `/passengers/${again}/number` });
    const flight = newId();
    const { rowCount } = await client.query(
      `INSERT INTO checkpoints.flight (flight, organisation, code, destination, departs_at, entered_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organisation, code, departs_at) DO NOTHING`,
      [flight, organisation, given.code, given.destination, given.departsAt, context.receivedAt],
    );
    if (rowCount === 0) throw problems['flight-known']({ pointer: '/code' });
    await client.query(
      `INSERT INTO checkpoints.boarding (person, flight, seat)
       SELECT person, $1, seat FROM unnest($2::uuid[], $3::text[]) AS p (person, seat)`,
      [flight, persons, seats],
    );
    transaction.append(
      describeEntry(context, {
        ...{ kind: 'act', room: 'checkpoints', type: 'flight-entered', subjects: persons },
        ...{ purpose: 'boarding', data: { flight } },
      }),
    );
    return { id: flight, passengers: persons.length };
  });
}

/** Insurance as its insurer says it is; a card that is known is brought up to date. @throws Problem checkpoints/insurer-only, number-unknown, end-wrong */
export function enterInsurance({ kernel, offices }: Parts, context: Context, { rows }: InsuranceBody) {
  requireScope(context.caller, 'checkpoints.manage');
  const organisation = requireOrganisation(context);
  if (offices.findOrganisation(organisation)?.kind !== 'social-security') throw problems['insurer-only']();
  const wrong = rows.findIndex(({ from, to }) => to < from);
  if (wrong >= 0) throw problems['end-wrong']({ pointer: `/rows/${wrong}/to` });
  return performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const numbers = rows.map(({ number }) => number);
    const persons = await requirePersons(client, numbers, (index) => `/rows/${index}/number`);
    // In one order everywhere; of a card that stands twice in a file the last line counts.
    const newest = new Map(
      rows.map((row, index) => [`${persons[index]} ${row.card}`, { ...row, person: persons[index]! }]),
    );
    const taken = [...newest.keys()].sort().map((key) => newest.get(key)!);
    await client.query(
      `INSERT INTO checkpoints.insurance (person, number, valid_from, valid_to, organisation, entered_at)
       SELECT person, card, starts, ends, $5, $6 FROM unnest($1::uuid[], $2::text[], $3::date[], $4::date[]) AS r (person, card, starts, ends)
       ON CONFLICT (person, number) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to,
         organisation = excluded.organisation, entered_at = excluded.entered_at`,
      [
        ...[taken.map(({ person }) => person), taken.map(({ card }) => card), taken.map(({ from }) => from)],
        ...[taken.map(({ to }) => to), organisation, context.receivedAt],
      ],
    );
    transaction.append(
      describeEntry(context, {
        ...{ kind: 'act', room: 'checkpoints', type: 'insurance-entered', subjects: [...new Set(persons)] },
        purpose: 'health-insurance-check',
      }),
    );
    return { taken: taken.length };
  });
}
