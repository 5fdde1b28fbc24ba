import pg from 'pg';
import { nameKey } from '#libs/names';
import { signInThroughPages } from '#test';
import { sendLoad } from './load.ts';
import { cpuOf, cpuOfServer, describeMachine, median, option, printRow, quantile, startServer } from './measure.ts';

/**
 * The register over HTTP as an officer's screens use it: point read, three searches with a typing error (time and recall
 * of the true person among the first ten), birth registration. Beside each, in the same run, a bare `SELECT` by key.
 * node bench/register.ts --home DIR [--queries 400] [--births 3000]
 */
const home = option('home', '.dancu');
const queries = Number(option('queries', '400'));
const births = Number(option('births', '3000'));
const port = Number(option('port', '3391'));
const server = await startServer(home, port);
const owner = new pg.Client({
  connectionString: `postgresql://postgres@localhost/dancu?host=${encodeURIComponent(`${home}/socket`)}`,
});
await owner.connect();
const persons = Number((await owner.query('SELECT count(*) AS persons FROM people.person')).rows[0].persons);
process.stdout.write(`${describeMachine()}, ${persons.toLocaleString('en')} persons\n`);

const cookie = await signInThroughPages(server.origin, 'national-officer');
const purpose = { 'dancu-purpose': 'residence-registration', 'dancu-legal-basis': 'residence-law-20' };

interface Sampled {
  person: string;
  name: string;
  birth: string;
  province: string;
}
const { rows: sample } = await owner.query<Sampled>(
  `SELECT person, record->>'name' AS name, record->>'birthDate' AS birth, province FROM people.person TABLESAMPLE SYSTEM (${Math.min(100, (queries * 4000) / persons)})
   WHERE life = 'a' AND length(record->>'birthDate') = 10 AND province <> '' ORDER BY random() LIMIT $1`,
  [queries],
);

/** One letter of the name wrong, anywhere: doubled, lost, swapped or replaced. */
function misspell(name: string, turn: number): string {
  const letters = [...nameKey(name)];
  const at = 1 + ((turn * 7919) % Math.max(1, letters.length - 2));
  const kind = turn % 4;
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letters[at]!);
  else if (kind === 2) [letters[at], letters[at - 1]] = [letters[at - 1]!, letters[at]!];
  else letters[at] = 'h';
  return letters.join('').trim();
}

async function ask(query: Record<string, string>): Promise<{ ms: number; found: { person: string; name: string }[] }> {
  const begun = performance.now();
  const answer = await fetch(`${server.origin}/api/people/search?${new URLSearchParams({ ...query, limit: '10' })}`, {
    headers: { cookie, ...purpose },
  });
  const body = (await answer.json()) as { candidates?: { person: string; name: string }[]; code?: string };
  if (!body.candidates) throw new Error(`search refused: ${body.code}`);
  return { ms: performance.now() - begun, found: body.candidates };
}

async function searchBy(title: string, query: (one: Sampled, turn: number) => Record<string, string>): Promise<void> {
  for (const one of sample.slice(0, 20)) await ask(query(one, 1));
  const times: number[] = [];
  let hits = 0;
  let named = 0;
  for (const [turn, one] of sample.entries()) {
    const { ms, found } = await ask(query(one, turn));
    times.push(ms);
    if (found.some((candidate) => candidate.person === one.person)) hits += 1;
    // Of many who bear the same name, what was typed cannot tell one from another.
    if (found.some((candidate) => nameKey(candidate.name) === nameKey(one.name))) named += 1;
  }
  times.sort((a, b) => a - b);
  printRow(title, {
    'p50 ms': quantile(times, 0.5),
    'p99 ms': quantile(times, 0.99),
    'recall@10': (hits / sample.length).toFixed(3),
    'or a namesake': (named / sample.length).toFixed(3),
    'p50/limit': quantile(times, 0.5) / bare,
  });
}

const keyed: number[] = [];
for (const one of sample) {
  const begun = performance.now();
  await owner.query({ name: 'bare', text: 'SELECT record FROM people.person WHERE person = $1', values: [one.person] });
  keyed.push(performance.now() - begun);
}
const bare = median(keyed);
printRow('limit: bare SELECT by key', { 'p50 ms': bare });

const reads = sample.map((one) =>
  Buffer.from(
    `GET /api/people/${one.person} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\ndancu-purpose: ${purpose['dancu-purpose']}\r\ndancu-legal-basis: ${purpose['dancu-legal-basis']}\r\n\r\n`,
  ),
);
await sendLoad({ host: '127.0.0.1', port, connections: 4, requests: reads });
const read = await sendLoad({
  host: '127.0.0.1',
  port,
  connections: 4,
  requests: Array.from({ length: 5 }, () => reads).flat(),
});
printRow('point read with sources, journalled', {
  'per s': read.perSecond,
  'p50 ms': read.p50,
  'p99 ms': read.p99,
  'p50/limit': read.p50 / bare,
});

await searchBy('search: birth date + name with a typo', (one, turn) => ({
  name: misspell(one.name, turn),
  birth: one.birth,
}));
await searchBy('search: birth year + name with a typo', (one, turn) => ({
  name: misspell(one.name, turn),
  birth: one.birth.slice(0, 4),
}));
await searchBy('search: name + province', (one) => ({ name: one.name, province: one.province }));

const { rows: homes } = await owner.query<{ commune: string }>(
  "SELECT commune FROM people.person TABLESAMPLE SYSTEM (1) WHERE commune <> '' LIMIT 50",
);
const birthRequests = Array.from({ length: births }, (_, index) => {
  const place = { unit: homes[index % homes.length]!.commune, on: '2026-11-01' };
  const body = Buffer.from(
    JSON.stringify({
      record: {
        name: `Nguyễn Thị Bé ${String.fromCharCode(65 + (index % 26))}n`,
        sex: index % 2 ? 'male' : 'female',
        birthDate: '2026-11-01',
        nationality: ['VNM'],
        birthRegistrationPlace: place,
        permanentResidence: place,
      },
      legalBasis: 'civil-status-law-15',
      evidence: [{ kind: 'birth-certificate', number: `B-${index}` }],
    }),
  );
  const head = `POST /api/people/acts/birth HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
});
const before = [cpuOf(server.pid), cpuOfServer(server.postmaster)] as const;
const birth = await sendLoad({ host: '127.0.0.1', port, connections: 16, requests: birthRequests });
printRow('register birth, complete act', {
  'per s': birth.perSecond,
  'p50 ms': birth.p50,
  'p99 ms': birth.p99,
  'CPU ms node': (cpuOf(server.pid) - before[0]) / births,
  'CPU ms database': (cpuOfServer(server.postmaster) - before[1]) / births,
  refused: JSON.stringify(birth.refused),
});
await owner.end();
await server.stop();
