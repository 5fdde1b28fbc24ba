import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, type Logger } from './log.ts';

function written(write: (log: Logger) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line: string) => void lines.push(line) }));
  assert.ok(lines.length > 0, 'nothing was written');
  return lines.join('');
}

test('a field outside the list never reaches the output', () => {
  const output = written((log) =>
    log.info(
      { name: 'Nguyễn Thị Hòa', pin: '001190000001', body: { a: 1 }, code: 'kernel/invalid', status: 400 },
      'refused',
    ),
  );
  assert.doesNotMatch(output, /Hòa|001190000001|body/);
  assert.equal(JSON.parse(output).code, 'kernel/invalid');
  assert.equal(JSON.parse(output).status, 400);
});

test('nor does an object under an allowed name, nor what a child logger is bound to', () => {
  const output = written((log) =>
    log.child({ name: 'Hòa', room: 'people' }).warn({ event: { name: 'Hòa' }, count: 2 }, 'x'),
  );
  assert.doesNotMatch(output, /Hòa/);
  const { room, count, event } = JSON.parse(output);
  assert.deepEqual({ room, count, event }, { room: 'people', count: 2, event: undefined });
});

test('a database’s error keeps its code and place and loses its message, which may quote a row', () => {
  const error = Object.assign(new Error('duplicate key value: Key (value)=(001190000001) already exists.'), {
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (value)=(001190000001)',
  });
  const output = written((log) => log.error({ err: error }, 'failed'));
  assert.doesNotMatch(output, /001190000001|duplicate/);
  const { err } = JSON.parse(output);
  assert.equal(err.code, '23505');
  assert.match(err.at[0], /^at .*log\.test\.ts/);
});

test('an error of our own keeps its message', () => {
  assert.match(
    written((log) => log.error({ err: new TypeError('not a line') }, 'failed')),
    /"type":"TypeError".*"message":"not a line"/,
  );
});
