import type { BodyOf } from '../../../api.ts';
import type { Evidence, Ground, OfficerRecord, PairAct, Recorded, SingleAct } from '../data.ts';
import {
  ALWAYS,
  decodeField,
  decodePlace,
  encodeField,
  type PersonDraft,
  readDraft,
  SHAPES,
} from '../fields/values.ts';
import { checkHousehold, householdBody, householdLaws } from './household.ts';

export type ActId = SingleAct | PairAct | 'household' | 'remake-pin';

export type ActValues = Record<string, string>;

type IsDate = (text: string, partial?: boolean) => boolean;

/** What a body says besides its law and evidence. */
type OwnPart<Body> = Omit<Body, keyof Ground>;
type MoveBody = BodyOf<'/api/people/{person}/acts/move'>;

interface OwnParts extends SingleParts {
  marry: OwnPart<BodyOf<'/api/people/acts/marry'>>;
  guardian: OwnPart<BodyOf<'/api/people/acts/guardian'>>;
  household: OwnPart<BodyOf<'/api/people/{person}/acts/household'>>;
  'remake-pin': OwnPart<Extract<BodyOf<'/api/people/proposals'>, { kind: 'remake-pin' }>>;
}
type SingleParts = { [Act in SingleAct]: OwnPart<BodyOf<`/api/people/{person}/acts/${Act}`>> };

interface ActKind<Act extends ActId> {
  scope: string;
  /** What it is done for; what the officer is looking for where absent. */
  purpose?: string;
  fits: (subject: OfficerRecord) => boolean;
  /** Usual legal bases and evidence, offered first. */
  laws: readonly string[];
  evidence: Evidence['kind'];
  start: (today: string) => ActValues;
  /** Word keys of what is missing, by field. */
  check: (values: ActValues, isDate: IsDate) => Record<string, string>;
  /** The act's own part of what is sent. */
  body: (values: ActValues, subject: OfficerRecord) => OwnParts[Act];
}

const alive = ({ life }: OfficerRecord) => life !== 'dead';
const needDate = (values: ActValues, field: string, isDate: IsDate, partial = false): Record<string, string> =>
  isDate(values[field] ?? '', partial) ? {} : { [field]: 'screen.desk.dateWrong' };
const on = (values: ActValues) => ({ on: values.on ?? '' });
const onDay = (values: ActValues, isDate: IsDate) => needDate(values, 'on', isDate);

/** The fields that a correction touches, in the order in which they were chosen. */
export function chosenFields(values: ActValues): string[] {
  return values.fields ? values.fields.split(' ') : [];
}

/** Form values for correcting these fields, filled with what is recorded. */
export function startCorrection(subject: OfficerRecord, fields: readonly string[]): ActValues {
  const shown = (id: string) => subject.fields.find((field) => field.id === id)?.text ?? '';
  const filled = fields.map((field) => [field, encodeField(subject.record, field, shown(field))]);
  return { fields: fields.join(' '), ...Object.fromEntries(filled) };
}

export const ACTS: { readonly [Act in ActId]: ActKind<Act> } = {
  correct: {
    scope: 'people.act.correct',
    fits: () => true,
    laws: ['identification-law-10', 'civil-status-law-4'],
    evidence: 'birth-certificate',
    start: () => ({ fields: '', since: '' }),
    check: (values, isDate) => ({
      ...(chosenFields(values).length === 0 ? { fields: 'screen.desk.act.correct.nothing' } : {}),
      ...Object.fromEntries(chosenFields(values).flatMap((field) => checkValue(field, values[field] ?? '', isDate))),
      ...(values.since ? needDate(values, 'since', isDate) : {}),
    }),
    body: (values) => ({
      ...(values.since ? { since: values.since } : {}),
      changes: Object.fromEntries(
        chosenFields(values).map((field) => [field, decodeField(field, values[field] ?? '')]),
      ),
    }),
  },
  move: {
    scope: 'people.act.move',
    purpose: 'residence-registration',
    fits: alive,
    laws: ['residence-law-20', 'residence-law-27'],
    evidence: 'application',
    start: (today) => ({ kind: 'permanent', to: '', on: today }),
    check: (values, isDate) => ({
      ...(decodePlace(values.to ?? '').unit?.length === 5 ? {} : { to: 'screen.desk.act.move.communeMissing' }),
      ...onDay(values, isDate),
    }),
    body: (values) => {
      const { on: _, ...to } = decodePlace(values.to ?? '');
      return { kind: values.kind as MoveBody['kind'], to, ...on(values) };
    },
  },
  marry: {
    scope: 'people.act.marry',
    purpose: 'civil-status-act',
    fits: ({ life, record }) => life === 'alive' && record.maritalStatus !== 'married',
    laws: ['marriage-family-law-8', 'civil-status-law-4'],
    evidence: 'application',
    start: (today) => ({ persons: '', on: today }),
    check: (values, isDate) => ({
      ...(chosenPerson(values, 'persons') ? {} : { persons: 'screen.desk.act.marry.missing' }),
      ...onDay(values, isDate),
    }),
    body: (values, subject) => ({ persons: [subject.person, chosenPerson(values, 'persons') ?? ''], ...on(values) }),
  },
  divorce: {
    scope: 'people.act.divorce',
    purpose: 'civil-status-act',
    fits: ({ life, record }) => life === 'alive' && record.maritalStatus === 'married',
    laws: ['civil-status-law-4', 'marriage-family-law-8'],
    evidence: 'court-decision',
    start: (today) => ({ on: today }),
    check: onDay,
    body: on,
  },
  guardian: {
    scope: 'people.act.correct',
    purpose: 'civil-status-act',
    fits: ({ life, record }) => life !== 'dead' && !record.legalRepresentative,
    laws: ['civil-status-law-20', 'civil-status-law-21', 'civil-status-law-4'],
    evidence: 'application',
    start: (today) => ({ guardian: '', on: today, until: '' }),
    check: (values, isDate) => ({
      ...(chosenPerson(values, 'guardian') ? {} : { guardian: 'screen.desk.act.guardian.missing' }),
      ...onDay(values, isDate),
      ...(values.until ? needDate(values, 'until', isDate) : {}),
    }),
    body: (values, subject) => ({
      ward: subject.person,
      guardian: chosenPerson(values, 'guardian') ?? '',
      ...on(values),
      ...(values.until ? { until: values.until } : {}),
    }),
  },
  'guardian-end': {
    scope: 'people.act.correct',
    purpose: 'civil-status-act',
    fits: ({ record }) => record.legalRepresentative !== undefined,
    laws: ['civil-status-law-22', 'civil-status-law-23', 'civil-status-law-4'],
    evidence: 'application',
    start: (today) => ({ on: today }),
    check: onDay,
    body: on,
  },
  household: {
    scope: 'people.act.move',
    purpose: 'residence-registration',
    fits: alive,
    laws: householdLaws.join,
    evidence: 'application',
    start: (today) => ({ change: 'join', with: '', relationToHead: '', on: today }),
    check: (values, isDate) => ({ ...checkHousehold(values), ...onDay(values, isDate) }),
    body: (values) => ({ ...householdBody(values), ...on(values) }),
  },
  death: {
    scope: 'people.act.death',
    purpose: 'civil-status-act',
    fits: alive,
    laws: ['civil-status-law-4'],
    evidence: 'medical-notice',
    start: () => ({ date: '', place: '', certificate: '' }),
    check: (values, isDate) => needDate(values, 'date', isDate, true),
    body: (values) => {
      const certificate = values.certificate?.trim();
      const place = values.place ? { place: decodePlace(values.place) } : {};
      return { date: values.date ?? '', ...place, ...(certificate && { certificate }) };
    },
  },
  missing: {
    scope: 'people.act.missing',
    purpose: 'civil-status-act',
    fits: ({ life }) => life === 'alive',
    laws: ['civil-status-law-4'],
    evidence: 'court-decision',
    start: () => ({ since: '', decision: '' }),
    check: (values, isDate) => ({
      ...needDate(values, 'since', isDate, true),
      ...(values.decision?.trim() ? {} : { decision: 'screen.desk.act.missing.decisionMissing' }),
    }),
    body: (values) => ({ since: values.since ?? '', decision: values.decision?.trim() ?? '' }),
  },
  found: {
    scope: 'people.act.missing',
    purpose: 'civil-status-act',
    fits: ({ life }) => life === 'missing',
    laws: ['civil-status-law-4'],
    evidence: 'court-decision',
    start: (today) => ({ on: today }),
    check: onDay,
    body: on,
  },
  'remake-pin': {
    scope: 'people.act.pin',
    fits: alive,
    laws: ['identification-law-12', 'pin-structure'],
    evidence: 'police-decision',
    start: () => ({ reason: '' }),
    check: (values): Record<string, string> => (values.reason?.trim() ? {} : { reason: 'screen.desk.reasonMissing' }),
    body: (values, subject) => ({ kind: 'remake-pin', person: subject.person, reason: values.reason?.trim() ?? '' }),
  },
};

/** Done at once, put before a second officer who decides by `dueOn`, or kept until there is a line. */
export type Outcome = Partial<Recorded> & { dueOn?: string; waits?: boolean };

/** Where each act is sent: its own door. */
export function pathOf(act: ActId, { person }: Pick<OfficerRecord, 'person'>): string {
  if (act === 'remake-pin') return '/api/people/proposals';
  if (act === 'marry' || act === 'guardian') return `/api/people/acts/${act}`;
  return `/api/people/${encodeURIComponent(person)}/acts/${act}`;
}

/** What the answer says of the person of the act. */
export function readOutcome(
  answer: Outcome | { persons: Recorded[] },
  { person }: Pick<OfficerRecord, 'person'>,
): Outcome {
  return 'persons' in answer ? (answer.persons.find((one) => one.person === person) ?? {}) : answer;
}

export function chosenPerson(values: ActValues, field: string): string | undefined {
  return readDraft<PersonDraft>(values[field] ?? '').person;
}

function checkValue(field: string, text: string, isDate: IsDate): [string, string][] {
  if (ALWAYS.has(field) && text.trim() === '') return [[field, 'screen.desk.act.correct.always']];
  if (SHAPES[field] === 'date' && !isDate(text, true)) return [[field, 'screen.desk.dateWrong']];
  return [];
}
