import type { Row } from '../../../outbox/model.ts';
import type { Words } from '../../../words.tsx';
import type { Lists, OfficerRecord } from '../data.ts';
import { type PersonDraft, readDraft, showField, showPlace } from '../fields/values.ts';
import { memberField } from './household.ts';
import { type ActId, type ActValues, chosenFields } from './kinds.ts';

interface Shown {
  say: Words['say'];
  date: Words['date'];
  lists: Lists;
}

/** How the fields of forms are written that are no fields of the record. */
const WRITTEN: Readonly<Record<string, 'date' | 'place' | 'person' | 'relation' | 'change'>> = {
  on: 'date',
  until: 'date',
  since: 'date',
  date: 'date',
  place: 'place',
  persons: 'person',
  guardian: 'person',
  with: 'person',
  relationToHead: 'relation',
  change: 'change',
};

/** What an officer has written down, field by field: where no server can try the act, and beside what has changed meanwhile. */
export function describeAct(act: ActId, values: ActValues, subject: OfficerRecord, shown: Shown): Row[] {
  const { say, date, lists } = shown;
  const before = (id: string) => {
    const text = subject.fields.find((field) => field.id === id)?.text;
    return text ? { before: text } : {};
  };
  if (act === 'correct') {
    return chosenFields(values).map((id) => ({
      ...{ id, name: say(`field.${id}`), ...before(id) },
      after: showField(id, values[id] ?? '', shown),
    }));
  }
  const label = (key: string) => say(`screen.desk.act.${act}.${key === 'relationToHead' ? 'relation' : key}`);
  if (act === 'move') {
    const id = `${values.kind}Residence`;
    return [
      { id, name: say(`field.${id}`), ...before(id), after: showPlace(values.to ?? '', lists) },
      { id: 'on', name: label('on'), after: date(values.on ?? '') },
    ];
  }
  return Object.entries(values)
    .filter(([key, value]) => value !== '' && !GROUND.has(key) && !key.startsWith(memberField('')))
    .map(([key, value]) => ({ id: key, name: label(key), after: write(key, value, shown) }));
}

const GROUND = new Set(['legalBasis', 'evidence', 'evidenceNumber', 'evidenceOn']);

function write(key: string, value: string, { say, date, lists }: Shown): string {
  switch (WRITTEN[key]) {
    case 'date':
      return date(value);
    case 'place':
      return showPlace(value, lists);
    case 'person':
      return readDraft<PersonDraft>(value).name ?? '';
    case 'relation':
      return say(`value.relationToHead.${value}`);
    case 'change':
      return say(`screen.desk.act.household.kind.${value}`);
    default:
      return value;
  }
}
