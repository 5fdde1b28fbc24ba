import type { BodyOf } from '../../../api.ts';
import type { Ground } from '../data.ts';
import { type PersonDraft, readDraft } from '../fields/values.ts';

type Body = BodyOf<'/api/people/{person}/acts/household'>;
/** What can change, each with its own part of the body. */
type Own<Kind extends Body['change']> = Omit<Extract<Body, { change: Kind }>, keyof Ground | 'on'>;
export type HouseholdPart = Own<'join'> | Own<'leave'> | Own<'split'> | Own<'head'>;
type Relation = Own<'join'>['relationToHead'];

export const CHANGES: readonly Body['change'][] = ['join', 'leave', 'split', 'head'];
export const RELATIONS: readonly Relation[] = ['spouse', 'child', 'child-in-law', 'grandchild', 'parent', 'other'];

/** Usual legal bases of each change (Law 68/2020/QH14). */
export const householdLaws: Readonly<Record<string, readonly string[]>> & { join: readonly string[] } = {
  join: ['residence-law-20', 'residence-law-26'],
  leave: ['residence-law-26', 'residence-law-20'],
  split: ['residence-law-25', 'residence-law-20'],
  head: ['residence-law-26', 'residence-law-20'],
};

/** The form field that says what another member is to the new head; '' while nothing is said. */
const MEMBER = 'member-';
export const memberField = (person: string) => `${MEMBER}${person}`;

function memberFields(values: Record<string, string>): [string, string][] {
  return Object.entries(values).filter(([field]) => field.startsWith(MEMBER));
}

/** Word keys of what is missing, by field. */
export function checkHousehold(values: Record<string, string>): Record<string, string> {
  const relation = 'screen.desk.act.household.relationMissing';
  if (values.change === 'join') {
    return {
      ...(readDraft<PersonDraft>(values.with ?? '').person ? {} : { with: 'screen.desk.act.household.withMissing' }),
      ...(values.relationToHead ? {} : { relationToHead: relation }),
    };
  }
  if (values.change !== 'head') return {};
  const unsaid = memberFields(values).filter(([, said]) => said === '');
  return Object.fromEntries(unsaid.map(([field]) => [field, relation]));
}

/** The change's own part of what is sent; who is left blank stays in the old household. */
export function householdBody(values: Record<string, string>): HouseholdPart {
  switch (values.change) {
    case 'join':
      return {
        change: 'join',
        with: readDraft<PersonDraft>(values.with ?? '').person ?? '',
        relationToHead: values.relationToHead as Relation,
      };
    case 'leave':
      return { change: 'leave' };
    default: {
      const members = memberFields(values)
        .filter(([, said]) => said !== '')
        .map(([field, said]) => ({ person: field.slice(MEMBER.length), relationToHead: said as Relation }));
      return { change: values.change as 'split' | 'head', members };
    }
  }
}
