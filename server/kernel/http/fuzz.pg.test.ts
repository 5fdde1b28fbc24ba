import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openTestHouse, type PersonaName, purpose, type TestHouse } from '#test';

interface Schema {
  type?: string;
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema | Schema[];
  pattern?: string;
  format?: string;
}
interface Operation {
  description?: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

let house: TestHouse;
let persons: string[];
before(async () => {
  house = await openTestHouse({ persons: 400 });
  persons = (
    await house.kernel.database.pool.query<{ person: string }>('SELECT person FROM people.person LIMIT 20')
  ).rows.map((row) => row.person);
});
after(() => house.close());

const nasty = [
  '',
  ' ',
  '0',
  '-1',
  '001190000001',
  '2026-02-30',
  '2026-09-01',
  '9999-12-31',
  '0000-00-00',
  '1990',
  '../../etc/passwd',
  "' OR 1=1 --",
  '=1+1',
  '\u202eabc',
  'e\u0301',
  'Ａ',
  '😀',
  'null',
  '1e309',
  'a'.repeat(3000),
  '%',
  '\\',
  '{}',
  'a\u0000b',
  '\ud83d',
  'VNM',
  '00004',
  'P',
];
const uuid = fc.uuid({ version: 7 });

/** Mostly what the schema asks for, so that the acts behind it are reached; here and there something else. */
function arbitraryOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const wild = fc.oneof(fc.constantFrom(...nasty), fc.jsonValue({ maxDepth: 2 }));
  return depth > 5 ? wild : fc.oneof({ arbitrary: fitting(schema, depth), weight: 12 }, { arbitrary: wild, weight: 1 });
}

function fitting(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => arbitraryOf(one, depth + 1)));
  if (schema.properties) {
    const members = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, arbitraryOf(child, depth + 1)]),
    );
    return fc.record(members, { requiredKeys: schema.required ?? [] });
  }
  if (schema.type === 'array')
    return Array.isArray(schema.items)
      ? fc.tuple(...schema.items.map((one) => arbitraryOf(one, depth + 1)))
      : fc.array(arbitraryOf(schema.items ?? {}, depth + 1), { minLength: 0, maxLength: 3 });
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer(), fc.maxSafeInteger());
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string')
    return schema.pattern
      ? fc.oneof(
          fc.stringMatching(new RegExp(schema.pattern.replaceAll('(?!)', '')), { maxLength: 200 }),
          fc.constantFrom(...nasty),
        )
      : fc.oneof(fc.constantFrom(...nasty, ...persons), fc.string({ unit: 'grapheme', maxLength: 30 }), uuid);
  return fc.jsonValue({ maxDepth: 2 });
}

/** Who may come furthest behind a route: the one who holds its scope. */
function chooseWho(description: string): PersonaName {
  if (/exchange\./.test(description)) return 'bidv-steward';
  if (/self\./.test(description)) return 'elder';
  if (/journal\.|admin/.test(description)) return 'test-auditor';
  return 'country-officer';
}

const write = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const fill = (path: string, values: Record<string, unknown>) =>
  path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(write(values[name]).toWellFormed()));

test('whatever is sent to whatever route, the answer is never a fault of ours', async () => {
  const document = house.app.swagger() as unknown as { paths: Record<string, Record<string, Operation>> };
  let routes = 0;
  const reached = new Map<number, number>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (path.startsWith('/docs') || path === '/api/log/verify') continue;
      routes += 1;
      const parameters = Object.fromEntries(
        (operation.parameters ?? [])
          .filter((one) => one.in !== 'header')
          .map((one) => [one.name, arbitraryOf(one.schema)]),
      );
      const inQuery = new Set((operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name));
      const schema = operation.requestBody?.content['application/json']?.schema;
      const who = chooseWho(operation.description ?? '');
      await fc.assert(
        fc.asyncProperty(
          fc.record(parameters),
          schema ? arbitraryOf(schema) : fc.constant(undefined),
          async (values, body) => {
            const query = new URLSearchParams(
              Object.entries(values)
                .filter(([name]) => inQuery.has(name))
                .map(([name, value]) => [name, write(value)] as [string, string]),
            );
            const answer = await house.as(who, {
              method: method.toUpperCase() as 'POST',
              url: `${fill(path, values)}?${query}`,
              headers: { ...purpose, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
              ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
            });
            reached.set(answer.statusCode, (reached.get(answer.statusCode) ?? 0) + 1);
            assert.ok(answer.statusCode < 500, `${method} ${answer.raw.req.url}: ${answer.statusCode} ${answer.body}`);
            if (answer.statusCode >= 400) assert.match(answer.body, /"code":/);
          },
        ),
        { numRuns: schema ? 25 : 8, endOnFailure: false },
      );
    }
  }
  assert.ok(routes > 40, `only ${routes} routes were tried`);
  assert.ok((reached.get(200) ?? 0) > 20 && (reached.get(400) ?? 0) > 20, `answers: ${[...reached].join(' ')}`);
});
