/** A time that somebody keeps in a calendar of their own. */
export interface CalendarEvent {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly minutes: number;
  readonly title: string;
  readonly place: string;
  readonly text: string;
  /** How often it was changed: a calendar that has an older one takes this in its place. */
  readonly sequence: number;
  /** When this was written, ISO 8601. */
  readonly now: string;
}

const OCTETS = 75;
/** How long before it the calendar says so: a day, and an hour. */
const ALARMS = ['-P1D', '-PT1H'];

const stamp = (at: string | number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
const escapeText = (text: string) => text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\r|\n/g, '\\n');

/** A file that any calendar takes (RFC 5545): the event with its alarms. */
export function writeCalendar({ id, sequence, at, minutes, title, place, text, now }: CalendarEvent): string {
  const alarms = ALARMS.flatMap((before) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    `TRIGGER:${before}`,
    'END:VALARM',
  ]);
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Dancu//Appointments//EN', 'METHOD:PUBLISH', 'BEGIN:VEVENT'],
    ...[`UID:${id}`, `SEQUENCE:${sequence}`, `DTSTAMP:${stamp(now)}`, `DTSTART:${stamp(at)}`],
    `DTEND:${stamp(Date.parse(at) + minutes * 60_000)}`,
    ...[`SUMMARY:${escapeText(title)}`, `LOCATION:${escapeText(place)}`, `DESCRIPTION:${escapeText(text)}`],
    ...[...alarms, 'END:VEVENT', 'END:VCALENDAR'],
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}

/** Lines of at most 75 octets, and no letter cut in two. */
function foldLine(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (octets + size > OCTETS) {
      parts.push('');
      // The blank that says that a line goes on.
      octets = 1;
    }
    parts[parts.length - 1] += letter;
    octets += size;
  }
  return parts.join('\r\n ');
}
