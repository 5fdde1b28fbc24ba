import type { FastifyInstance } from 'fastify';
import type { Kernel } from '#kernel';
import { openActs } from './actAs.ts';

/** Who opens which desk, and where. */
const DESKS = [
  ['hospital-engineer', 'hospital-desk', 'Khoa Khám bệnh, cửa 1'],
  ['bank-engineer', 'bank-counter', 'Chi nhánh Ba Đình, quầy 3'],
  ['security-engineer', 'patrol', 'Tổ tuần tra 141, Hà Nội'],
  ['border-engineer', 'border-gate', 'Cửa khẩu Hữu Nghị, làn 2'],
  ['airport-engineer', 'airport-gate', 'Nội Bài T1, cửa 12'],
] as const;

const HOURS = 3_600_000;
const onDay = (from: Date, days: number) => new Date(from.getTime() + days * 24 * HOURS).toISOString().slice(0, 10);

/**
 * A desk of each kind and something for each to find among the holders of cards: an insurance, one that has ended, a suspended exit, a
 * wanted decision, a flight of these hours. What is there already stays; a flight that has left is followed by another.
 */
export async function seedDesks(
  kernel: Kernel,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const { pool } = kernel.database;
  const act = openActs(app, signIn);
  const { rows: holders } = await pool.query<{ pin: string }>(
    `SELECT i.value AS pin FROM demonstration.virtual_card v JOIN cards.card c ON c.card = v.card
     JOIN people.identifier i ON i.person = c.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE c.state = 'active' ORDER BY v.made_at, v.card LIMIT 6`,
  );
  const { rowCount: desks } = await pool.query('SELECT 1 FROM checkpoints.desk LIMIT 1');
  const now = kernel.clock.now();
  if (desks === 0) {
    for (const [persona, kind, place] of DESKS) await act(persona, 'POST', '/api/agency/desks', { kind, place });
    const [first, second, third, fourth] = holders.map(({ pin }) => pin);
    const insured = (number: string, card: string, to: string) => ({ number, card, from: onDay(now, -400), to });
    const rows = [
      ...(first ? [insured(first, 'DN4010100000001', onDay(now, 300))] : []),
      ...(second ? [insured(second, 'HT2010100000002', onDay(now, -30))] : []),
    ];
    if (rows.length > 0) await act('insurance-engineer', 'POST', '/api/agency/insurance', { rows });
    if (second)
      await list({
        kind: 'exit-suspension',
        ground: 'tax-debt',
        decision: '217/TB-CT',
        issuer: 'ministry-of-finance',
        number: second,
      });
    const wanted = fourth ?? third;
    if (wanted)
      await list({
        ...{ kind: 'wanted-decision', ground: 'accused-fled', decision: '08/QĐTN-PC02' },
        ...{ issuer: 'ministry-of-public-security', number: wanted },
      });
    await act('lister', 'POST', '/api/agency/listings', {
      ...{ kind: 'lost-document', ground: 'reported-stolen', decision: '55/TB', issuer: 'ministry-of-public-security' },
      ...{ documentNumber: 'C1234567', decidedOn: onDay(now, -20), endsOn: onDay(now, 700) },
    });
  }
  const { rowCount: flights } = await pool.query('SELECT 1 FROM checkpoints.flight WHERE departs_at > $1 LIMIT 1', [
    now,
  ]);
  const passengers = holders.slice(0, 3).map(({ pin }, index) => ({ number: pin, seat: `${12 + index}A` }));
  if (flights === 0 && passengers.length > 0)
    await act('airport-engineer', 'POST', '/api/agency/flights', {
      ...{ code: 'VN217', destination: 'TP. Hồ Chí Minh (SGN)' },
      departsAt: new Date(now.getTime() + 6 * HOURS).toISOString(),
      passengers,
    });

  async function list(given: object): Promise<void> {
    const body = { ...given, decidedOn: onDay(now, -60), endsOn: onDay(now, 500) };
    const { id } = await act<{ id: string }>('lister', 'POST', '/api/agency/listings', body);
    await act('second-lister', 'POST', `/api/agency/listings/${id}/acts`, { act: 'approve' });
  }
}
