import { writeFileSync } from 'node:fs';
import openapi, { astToString, type OpenAPI3 } from 'openapi-typescript';

const head = '// Made from /openapi.json by `node bin/api-types.ts`; a test holds it against the server.\n\n';

/** Types of every path, for the web: `paths['/api/me/record']['get']['responses']['200']['content']['application/json']`. */
export async function generateApiTypes(document: object): Promise<string> {
  return head + astToString(await openapi(document as OpenAPI3, { alphabetize: true }));
}

/** Run by hand: opens the house over a test database, for the contracts need one to stand, and writes web/api.gen.ts. */
if (import.meta.main) {
  const { openTestHouse } = await import('#test');
  const house = await openTestHouse();
  const answer = await house.app.inject({ url: '/openapi.json' });
  writeFileSync(new URL('../web/api.gen.ts', import.meta.url), await generateApiTypes(JSON.parse(answer.body)));
  await house.close();
}
