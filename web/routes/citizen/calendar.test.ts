import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writeCalendar } from './calendar.ts';

const event = {
  ...{ id: '0190a0a0-0000-7000-8000-000000000001', at: '2026-11-26T02:30:00.000Z', minutes: 20, sequence: 3 },
  ...{
    title: 'Làm thẻ',
    place: 'Phường Ba Đình, Hà Nội',
    text: 'Mang giấy tờ; đến sớm',
    now: '2026-11-24T01:00:00.000Z',
  },
};
const unfold = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
const unescapeText = (text: string) => text.replaceAll(/\\([\\;,n])/g, (_, sign) => (sign === 'n' ? '\n' : sign));

test('an appointment has its beginning, its end and two alarms', () => {
  const lines = unfold(writeCalendar(event));
  for (const line of [
    'SEQUENCE:3',
    'DTSTART:20261126T023000Z',
    'DTEND:20261126T025000Z',
    'TRIGGER:-P1D',
    'TRIGGER:-PT1H',
  ])
    assert.ok(lines.includes(line), line);
  assert.ok(lines.includes('LOCATION:Phường Ba Đình\\, Hà Nội'));
  assert.deepEqual([lines[0], lines.at(-2)], ['BEGIN:VCALENDAR', 'END:VCALENDAR']);
});

test('whatever stands in it, lines are short, and unfolded they say it again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const file = writeCalendar({ ...event, text });
      assert.ok(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
      const said = unfold(file).find((line) => line.startsWith('DESCRIPTION:') && !line.endsWith(event.title));
      const expected = text.replaceAll(/\r\n|\r/g, '\n');
      if (expected !== event.title) assert.equal(unescapeText((said ?? 'DESCRIPTION:').slice(12)), expected);
    }),
  );
});
