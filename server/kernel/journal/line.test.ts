import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry } from './entry.ts';
import { closeLine, committedText, readLine } from './line.ts';

const entry: Entry = {
  kind: 'look',
  room: 'exchange',
  type: 'verify',
  subjects: ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'],
  actor: 'system',
  data: { note: 'a\ttab and "subjects":"here"' },
  actedAt: '2026-03-02T04:00:00.000Z',
  receivedAt: '2026-03-02T04:00:00.000Z',
};

test('a closed line is read as it was written, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(fc.uuid()), fc.string({ unit: 'grapheme' }), (subjects, text) => {
      const one = { ...entry, subjects, caseNumber: text, data: { text } };
      assert.deepEqual(readLine(closeLine(one)), one);
      assert.deepEqual(readLine(JSON.stringify(one)), one);
    }),
  );
});

test('what the log commits to is JSON, tells no subject, and differs for the same subjects', () => {
  const [first, second] = [closeLine(entry), closeLine(entry)].map(committedText);
  for (const subject of entry.subjects) assert.ok(!first!.includes(subject));
  assert.notEqual(first, second);
  assert.deepEqual({ ...(JSON.parse(first!) as Entry), subjects: entry.subjects }, entry);
});

test('an open line commits to the whole of its text', () => {
  const open = JSON.stringify(entry);
  assert.equal(committedText(open), open);
});

test('a closed line from which a person was taken, or to which one was added, commits to another text', () => {
  const line = closeLine(entry);
  const text = committedText(line);
  const opening = line.slice(line.indexOf('\t') + 1);
  const [salt, first, second] = opening.split(' ');
  const changed = [
    text,
    `${text}\t`,
    `${text}\t${salt}`,
    `${text}\t${salt} ${first}`,
    `${text}\t${salt} ${second} ${first}`,
    `${line} ${first}`,
    `${line}\t`,
    `${text}\t${closeLine(entry).split('\t')[1]}`,
    JSON.stringify(entry).concat(`\t${opening}`),
  ];
  for (const one of changed) assert.notEqual(committedText(one), text, one);
});
