import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { thumbprint } from '#kernel';
import { type Measured, measureLoad } from './load.ts';
import { describeMachine, median, option, printRow, startServer } from './measure.ts';
import { samplePersons, signQuestion } from './questions.ts';
import { type BenchSystem, registerSystem } from './system.ts';

/**
 * Whether a country full of agencies slows one: verifications of one system, and of a thousand systems of a thousand
 * organisations with an agreement each, by turns in one run; and how long all is held up when one of them changes.
 * node bench/crowd.ts --home DIR [--systems 1000] [--rounds 3] [--requests 10000]; DIR as `dancu population` filled it.
 */
const home = option('home', '.dancu');
const systems = Number(option('systems', '1000'));
const rounds = Number(option('rounds', '3'));
const count = Number(option('requests', '10000'));
const connections = 64;

const server = await startServer(home, Number(option('port', '3390')));
const owner = new pg.Client({
  connectionString: `postgresql://postgres@localhost/dancu?host=${encodeURIComponent(`${home}/socket`)}`,
});
await owner.connect();
const alone = registerSystem(home);
const sample = await samplePersons(owner, count);
process.stdout.write(`${describeMachine()}, ${sample.length} persons asked about, ${connections} connections\n`);

/** Rows as registering and signing an agreement leave them: a thousand times through four hands would take the day. */
async function fillCrowd(): Promise<BenchSystem[]> {
  const made = Array.from({ length: systems }, (_, index) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    return {
      ...alone,
      system: crypto.randomUUID(),
      kid: thumbprint(jwk),
      privateKey,
      jwk,
      organisation: `crowd-${index}`,
    };
  });
  const column = (read: (one: (typeof made)[number]) => string) => made.map(read);
  await owner.query(
    `INSERT INTO exchange.system (system, organisation, name, state, stage, scopes, created_by)
     SELECT system, organisation, organisation, 'active', 'production', '{}', 'bench' FROM unnest($1::uuid[], $2::text[]) AS n (system, organisation)`,
    [column(({ system }) => system), column(({ organisation }) => organisation)],
  );
  await owner.query(
    `INSERT INTO exchange.key (kid, system, algorithm, jwk, created_by, expires_at)
     SELECT kid, system, 'ES256', jwk::json, 'bench', now() + interval '1 day' FROM unnest($1::text[], $2::uuid[], $3::text[]) AS n (kid, system, jwk)`,
    [column(({ kid }) => kid), column(({ system }) => system), column(({ jwk }) => JSON.stringify(jwk))],
  );
  await owner.query(
    `INSERT INTO exchange.agreement (agreement, version, organisation, state, modes, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, candidates, recorded_by)
     SELECT n.organisation, 1, n.organisation, a.state, a.modes, a.purposes, a.legal_bases, a.fields, a.valid_from, a.valid_to, a.quota_per_day, a.hours, a.candidates, 'bench'
     FROM unnest($1::text[]) AS n (organisation),
       (SELECT * FROM exchange.agreement WHERE organisation = 'viettel' AND 'subscriber-check' = ANY(purposes) ORDER BY version DESC LIMIT 1) AS a`,
    [column(({ organisation }) => organisation)],
  );
  await changeSomething();
  return made;
}
const changeSomething = () => owner.query('UPDATE exchange.epoch SET value = value + 1');
async function clearCrowd(): Promise<void> {
  await owner.query("DELETE FROM exchange.agreement WHERE recorded_by = 'bench'");
  await owner.query("DELETE FROM exchange.key WHERE created_by = 'bench'");
  await owner.query("DELETE FROM exchange.system WHERE created_by = 'bench'");
  await changeSomething();
}

const measure = (askers: readonly BenchSystem[]) =>
  measureLoad(server, {
    connections,
    requests: sample.map((one, index) => signQuestion(server.origin, askers[index % askers.length]!, one)),
  });

await measure([alone]);
const runs: { one: Measured; crowd: Measured; held: number; free: number }[] = [];
for (let round = 0; round < rounds; round++) {
  const one = await measure([alone]);
  const crowd = await fillCrowd();
  await measureLoad(server, { connections: 1, requests: [signQuestion(server.origin, alone, sample[0]!)] });
  const many = await measure(crowd);
  const single = () =>
    measureLoad(server, { connections: 1, requests: [signQuestion(server.origin, alone, sample[0]!)] });
  const free = (await single()).p50;
  await changeSomething();
  const held = (await single()).p50;
  runs.push({ one, crowd: many, held, free });
  await clearCrowd();
}
const print = (name: string, of: (run: (typeof runs)[number]) => Measured) =>
  printRow(name, {
    'per s': median(runs.map((run) => of(run).perSecond)),
    'p50 ms': median(runs.map((run) => of(run).p50)),
    'p99 ms': median(runs.map((run) => of(run).p99)),
    'CPU ms node': median(runs.map((run) => of(run).nodeMs)),
    'CPU ms database': median(runs.map((run) => of(run).databaseMs)),
    refused: runs.reduce((sum, run) => sum + Object.values(of(run).refused).reduce((a, b) => a + b, 0), 0),
  });
print('one system asks', (run) => run.one);
print(`${systems} systems of as many organisations ask`, (run) => run.crowd);
printRow('  crowd / one', { 'per s': median(runs.map((run) => run.crowd.perSecond / run.one.perSecond)) });
printRow('one question, nothing changed', { ms: median(runs.map(({ free }) => free)) });
printRow('one question behind a change, all read again', { ms: median(runs.map(({ held }) => held)) });
await owner.end();
await server.stop();
