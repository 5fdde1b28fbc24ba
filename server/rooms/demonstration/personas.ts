import type { Client, Kernel } from '#kernel';

/** Somebody whom a visitor of the demonstration may play. */
export interface Persona {
  id: string;
  kind: 'citizen' | 'official' | 'agency';
  role: string;
  name: string;
  person?: string;
  area?: string;
  organisation?: string;
}

interface Row {
  persona: string;
  kind: Persona['kind'];
  role: string;
  name: string;
  person: string | null;
  area: string | null;
  organisation: string | null;
}

export async function readPersonas(kernel: Kernel): Promise<Persona[]> {
  const { rows } = await kernel.database.pool.query<Row>('SELECT * FROM demonstration.persona ORDER BY position');
  return rows.map((row) => ({
    id: row.persona,
    kind: row.kind,
    role: row.role,
    name: row.name,
    ...(row.person ? { person: row.person } : {}),
    ...(row.area !== null ? { area: row.area } : {}),
    ...(row.organisation ? { organisation: row.organisation } : {}),
  }));
}

interface Found {
  person: string;
  name: string;
  province: string;
  commune: string;
}

/** Persons of the synthetic country who make the screens worth looking at: a mother, a widow or widower, a young adult. */
const wanted = [
  [
    'mother',
    "life = 'a' AND sex = 'f' AND birth_from BETWEEN '1982-01-01' AND '1995-12-31' AND record->'spouse' IS NOT NULL AND EXISTS (SELECT 1 FROM people.relation r WHERE r.person = p.person AND r.kind = 'child')",
  ],
  ['elder', "life = 'a' AND birth_from < '1962-01-01' AND record->>'maritalStatus' = 'widowed'"],
  [
    'student',
    "life = 'a' AND birth_from BETWEEN '2003-01-01' AND '2008-12-31' AND record->'father'->>'person' IS NOT NULL",
  ],
] as const;

async function findCitizens(client: Client): Promise<Found[]> {
  const found: Found[] = [];
  for (const [, condition] of wanted) {
    const { rows } = await client.query<Found>(
      `SELECT person, record->>'name' AS name, province, commune FROM people.person p
       WHERE commune <> '' AND merged_into IS NULL AND ${condition} ORDER BY (province = $1) DESC, person LIMIT 1`,
      [found[0]?.province ?? '01'],
    );
    if (rows[0]) found.push(rows[0]);
  }
  return found;
}

/** Who stands at desks, and who enters what desks ask. */
const desks: readonly Persona[] = (
  [
    ['receptionist', 'desk-officer', 'Ngô Thị Thanh', 'bach-mai-hospital'],
    ['teller', 'desk-officer', 'Trương Mỹ Linh', 'bidv'],
    ['patrol-officer', 'desk-officer', 'Cao Xuân Trường', 'ministry-of-public-security'],
    ['border-officer', 'desk-officer', 'Lò Văn Thắng', 'border-guard'],
    ['gate-agent', 'desk-officer', 'Huỳnh Kim Ngân', 'airports-corporation'],
    ['lister', 'listing-officer', 'Mai Văn Quyết', 'ministry-of-public-security'],
    ['second-lister', 'listing-officer', 'Hồ Thị Bích', 'ministry-of-public-security'],
    ['security-engineer', 'agency-steward', 'Đinh Công Sơn', 'ministry-of-public-security'],
    ['border-engineer', 'agency-steward', 'Vi Văn Tùng', 'border-guard'],
    ['airport-engineer', 'agency-steward', 'Tô Ngọc Ánh', 'airports-corporation'],
    ['insurance-engineer', 'agency-steward', 'Dương Thị Hạnh', 'social-security'],
    ['union-engineer', 'agency-steward', 'Bùi Thị Ngọc Diệp', 'general-confederation-of-labour'],
    ['union-officer', 'member-desk-officer', 'Lâm Quốc Việt', 'general-confederation-of-labour'],
  ] as const
).map(([id, role, name, organisation]) => ({ id, kind: 'agency', role, name, organisation }));

/** Whom only the seeds play: who opened the desks of their organisation. */
export const BACKSTAGE: ReadonlySet<string> = new Set(['security-engineer', 'border-engineer']);

/** Fills the sign-in page's list once; the same country always has the same personas. */
export async function seedPersonas(client: Client): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM demonstration.persona LIMIT 1');
  if (rows.length > 0) return;
  const citizens = await findCitizens(client);
  const home = citizens[0] ?? { province: '01', commune: '' };
  const personas: Persona[] = [
    ...citizens.map((one, index) => ({
      id: wanted[index]![0],
      kind: 'citizen' as const,
      role: 'citizen',
      name: one.name,
      person: one.person,
    })),
    ...(home.commune
      ? [
          {
            id: 'commune-officer',
            kind: 'official' as const,
            role: 'registration-officer',
            name: 'Trần Thị Hồng Vân',
            area: home.commune,
          },
        ]
      : []),
    {
      id: 'province-officer',
      kind: 'official',
      role: 'supervising-officer',
      name: 'Lê Quang Huy',
      area: home.province,
    },
    { id: 'second-officer', kind: 'official', role: 'supervising-officer', name: 'Phạm Thu Hà', area: home.province },
    { id: 'national-officer', kind: 'official', role: 'supervising-officer', name: 'Võ Minh Khoa', area: '' },
    {
      id: 'hospital-engineer',
      kind: 'agency',
      role: 'agency-steward',
      name: 'Đỗ Thành Nam',
      organisation: 'bach-mai-hospital',
    },
    { id: 'bank-engineer', kind: 'agency', role: 'agency-steward', name: 'Nguyễn Lan Chi', organisation: 'bidv' },
    { id: 'telecom-engineer', kind: 'agency', role: 'agency-steward', name: 'Hoàng Gia Bảo', organisation: 'viettel' },
    {
      id: 'hospital-director',
      kind: 'agency',
      role: 'agency-director',
      name: 'Nguyễn Thị Bích Thủy',
      organisation: 'bach-mai-hospital',
    },
    { id: 'bank-director', kind: 'agency', role: 'agency-director', name: 'Phan Đức Thịnh', organisation: 'bidv' },
    ...desks,
    { id: 'production-operator', kind: 'official', role: 'production-operator', name: 'Ngô Thanh Sơn', area: '' },
    {
      id: 'second-production-operator',
      kind: 'official',
      role: 'production-operator',
      name: 'Mai Thu Trang',
      area: '',
    },
    { id: 'connection-officer', kind: 'official', role: 'connection-officer', name: 'Vũ Hoài An', area: '' },
    { id: 'second-connection-officer', kind: 'official', role: 'connection-officer', name: 'Tạ Minh Đức', area: '' },
    { id: 'auditor', kind: 'official', role: 'auditor', name: 'Bùi Thị Minh Châu', area: '' },
    { id: 'administrator', kind: 'official', role: 'administrator', name: 'Đặng Văn Phúc', area: '' },
    { id: 'second-administrator', kind: 'official', role: 'administrator', name: 'Trịnh Hải Yến', area: '' },
    { id: 'security-inspector', kind: 'official', role: 'security-inspector', name: 'Lý Quốc Dũng', area: '' },
  ];
  for (const [position, one] of personas.entries()) {
    await client.query(
      'INSERT INTO demonstration.persona (persona, position, kind, role, name, person, area, organisation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING',
      [one.id, position, one.kind, one.role, one.name, one.person ?? null, one.area ?? null, one.organisation ?? null],
    );
  }
}
