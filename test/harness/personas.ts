import type pg from 'pg';

/** Officials of the tests, beside the demonstration's own personas. */
export const testPersonas = [
  { id: 'hanoi-officer', kind: 'official', role: 'registration-officer', area: '00004' },
  { id: 'saigon-officer', kind: 'official', role: 'registration-officer', area: '26740' },
  { id: 'hanoi-supervisor', kind: 'official', role: 'supervising-officer', area: '01' },
  { id: 'hanoi-second', kind: 'official', role: 'supervising-officer', area: '01' },
  { id: 'country-officer', kind: 'official', role: 'supervising-officer', area: '' },
  { id: 'country-second', kind: 'official', role: 'supervising-officer', area: '' },
  { id: 'line-operator', kind: 'official', role: 'production-operator', area: '' },
  { id: 'second-operator', kind: 'official', role: 'production-operator', area: '' },
  { id: 'test-auditor', kind: 'official', role: 'auditor', area: '' },
  { id: 'test-administrator', kind: 'official', role: 'administrator', area: '' },
  { id: 'other-administrator', kind: 'official', role: 'administrator', area: '' },
  { id: 'test-inspector', kind: 'official', role: 'security-inspector', area: '' },
  { id: 'test-connector', kind: 'official', role: 'connection-officer', area: '' },
  { id: 'other-connector', kind: 'official', role: 'connection-officer', area: '' },
  { id: 'bidv-director', kind: 'agency', role: 'agency-director', organisation: 'bidv' },
  { id: 'hospital-director', kind: 'agency', role: 'agency-director', organisation: 'bach-mai-hospital' },
  { id: 'bidv-steward', kind: 'agency', role: 'agency-steward', organisation: 'bidv' },
  { id: 'hospital-steward', kind: 'agency', role: 'agency-steward', organisation: 'bach-mai-hospital' },
  { id: 'insurance-steward', kind: 'agency', role: 'agency-steward', organisation: 'social-security' },
  { id: 'airport-steward', kind: 'agency', role: 'agency-steward', organisation: 'airports-corporation' },
  { id: 'security-steward', kind: 'agency', role: 'agency-steward', organisation: 'ministry-of-public-security' },
  { id: 'border-steward', kind: 'agency', role: 'agency-steward', organisation: 'border-guard' },
  { id: 'union-steward', kind: 'agency', role: 'agency-steward', organisation: 'general-confederation-of-labour' },
  { id: 'union-desk', kind: 'agency', role: 'member-desk-officer', organisation: 'general-confederation-of-labour' },
  { id: 'receptionist', kind: 'agency', role: 'desk-officer', organisation: 'bach-mai-hospital' },
  { id: 'teller', kind: 'agency', role: 'desk-officer', organisation: 'bidv' },
  { id: 'patroller', kind: 'agency', role: 'desk-officer', organisation: 'ministry-of-public-security' },
  { id: 'border-officer', kind: 'agency', role: 'desk-officer', organisation: 'border-guard' },
  { id: 'gate-agent', kind: 'agency', role: 'desk-officer', organisation: 'airports-corporation' },
  { id: 'lister', kind: 'agency', role: 'listing-officer', organisation: 'ministry-of-public-security' },
  { id: 'second-lister', kind: 'agency', role: 'listing-officer', organisation: 'ministry-of-public-security' },
] as const;

export type PersonaName = (typeof testPersonas)[number]['id'] | (string & {});

interface TestPersona {
  id: string;
  kind: string;
  role: string;
  area?: string;
  organisation?: string;
  person?: string;
}

export async function insertPersona(client: pg.ClientBase, persona: TestPersona): Promise<void> {
  await client.query(
    'INSERT INTO demonstration.persona (persona, position, kind, role, name, person, area, organisation) VALUES ($1, 99, $2, $3, $1, $4, $5, $6) ON CONFLICT DO NOTHING',
    [
      persona.id,
      persona.kind,
      persona.role,
      persona.person ?? null,
      persona.area ?? null,
      persona.organisation ?? null,
    ],
  );
}
