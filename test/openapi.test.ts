import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { generateApiTypes } from '../bin/api-types.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

test('the client’s types are those of the server’s contracts; mend with: node bin/api-types.ts', async () => {
  const document = JSON.parse((await house.app.inject({ url: '/openapi.json' })).body) as {
    openapi: string;
    paths: object;
  };
  assert.equal(document.openapi, '3.1.1');
  assert.ok(Object.keys(document.paths).length > 40, 'the document has the rooms’ paths');
  const written = readFileSync(new URL('../web/api.gen.ts', import.meta.url), 'utf8');
  // Half a million letters each: the difference is for another tool to show.
  assert.ok((await generateApiTypes(document)) === written, 'web/api.gen.ts differs from the contracts');
});

test('every contract says what it is for, and answers problems in the standard form', async () => {
  const document = JSON.parse((await house.app.inject({ url: '/openapi.json' })).body) as {
    paths: Record<string, Record<string, { summary?: string; tags?: string[]; responses: object }>>;
  };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      assert.ok((operation.summary ?? '').length > 10, `${method} ${path} has a summary`);
      assert.ok(operation.tags?.length, `${method} ${path} has a tag`);
      assert.ok('default' in operation.responses, `${method} ${path} describes its problems`);
    }
  }
});
