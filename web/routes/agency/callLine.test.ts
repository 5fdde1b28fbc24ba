import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { callLine, curlLine } from './callLine.ts';
import type { SignableRequest } from './sign.ts';

const request: SignableRequest = {
  method: 'POST',
  targetUri: 'https://exchange.example/v1/verify/079190000123?transactionId=t1',
  headers: {
    'dancu-purpose': 'health-insurance-check',
    'dancu-legal-basis': 'medical-law',
    'dancu-case': 'H%E1%BB%93 s%C6%A1 7',
  },
  body: JSON.stringify({ biographicData: { name: "Nguyễn 'Văn' $HOME `id`", permanentResidence: { unit: '00004' } } }),
};

/** What a shell makes of a line: its arguments. */
function argumentsOf(line: string): string[] {
  const script = `show() { printf '%s\\0' "$@"; }; ${line.replace(/^(npx dancu|curl)/, 'show')}`;
  return execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1);
}

test('the command for the shell says exactly what was asked, whatever the name holds', () => {
  const given = argumentsOf(callLine(request));
  assert.deepEqual(given.slice(0, 3), ['call', 'verify', '079190000123']);
  assert.ok(given.includes("name=Nguyễn 'Văn' $HOME `id`"));
  assert.ok(given.includes('permanentResidence={"unit":"00004"}'));
  assert.ok(given.includes('Hồ sơ 7'));
});

test('the line for curl carries the very headers and bytes', () => {
  const given = argumentsOf(curlLine(request));
  assert.ok(given.includes(request.targetUri));
  assert.ok(given.includes('dancu-case: H%E1%BB%93 s%C6%A1 7'));
  assert.equal(given.at(-1), request.body);
});

test('a reading names its fields', () => {
  const body = JSON.stringify({ outputBiographicData: ['name', 'birthDate'] });
  assert.ok(argumentsOf(callLine({ ...request, body })).includes('name,birthDate'));
});
