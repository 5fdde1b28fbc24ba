import assert from 'node:assert/strict';
import type { TestHouse } from '#test';
import { type BirthSample, sampleBirth, sampleGround, sampleGuardian } from './samples.ts';
import type { RecordView, RelativeView } from './views.ts';

type Done = { person: string; act: string; journal: string; code: string; pointer: string; persons: Done[] };
type Seen = RecordView & { record: { legalRepresentative?: Link; represented?: Link[] } };
type Link = { person: string; name: string; since: string };

export const officer = 'hanoi-officer';
export const court = sampleGround('court-decision', 'civil-code-54');
export const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

/** What officers do and see where a guardianship is registered. */
export function guardianDesk(house: () => TestHouse) {
  const ask = <Body>(method: 'GET' | 'POST', url: string, body?: unknown, who = officer) =>
    house().ask<Body>(who, method, url, body);
  const act = (person: string, name: string, body: unknown, who = officer) =>
    ask<Done>('POST', `/api/people/${person}/acts/${name}`, body, who);
  const appoint = (ward: string, guardian: string, on = '2024-03-01', more = {}, who = officer) =>
    ask<Done>('POST', '/api/people/acts/guardian', { ...sampleGuardian(ward, guardian, on), ...more }, who);
  const end = (ward: string, on: string) =>
    act(ward, 'guardian-end', { ...sampleGround('application', 'civil-status-law-22'), on });
  const see = async (person: string) => (await ask<Seen>('GET', `/api/people/${person}`)).body;
  const seeAt = async (person: string, on: string, known = '') =>
    (await ask<Seen>('GET', `/api/people/${person}/at?on=${on}${known && `&known=${known}`}`)).body;
  const relatives = async (person: string) =>
    (await ask<{ relatives: RelativeView[] }>('GET', `/api/people/${person}/relatives`)).body.relatives.map(
      ({ relation, person: other }) => [relation, other],
    );
  const wardsAt = async (person: string, on: string) =>
    (await seeAt(person, on)).record?.represented?.map((one) => one.person) ?? [];
  /** The line of an act whose first subject this is. */
  async function lineOf(type: string, person: string) {
    const { rows } = await house().kernel.database.pool.query<{ lines: string }>(
      'SELECT lines FROM kernel.journal_block',
    );
    return rows
      .flatMap((block) => block.lines.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>))
      .find((line) => line.type === type && (line.subjects as string[])[0] === person);
  }

  async function born(given: BirthSample = {}, who = officer): Promise<string> {
    const { status, body } = await ask<Done>('POST', '/api/people/acts/birth', sampleBirth(given), who);
    assert.equal(status, 201, JSON.stringify(body));
    return body.person;
  }
  const child = () => born({ name: 'Nguyễn Văn Bé', birthDate: '2018-01-10' });
  const adult = () => born({ name: 'Trần Văn Hộ', birthDate: '1980-02-02' });
  return { ask, act, appoint, end, see, seeAt, relatives, wardsAt, lineOf, born, child, adult };
}
