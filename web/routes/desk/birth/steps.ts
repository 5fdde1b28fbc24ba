import type { BodyOf } from '../../../api.ts';
import type { Ground } from '../data.ts';
import { decodePlace, encodeField, type PersonDraft, readDraft } from '../fields/values.ts';
import type { PersonRecord, Place } from '../record.ts';

export const QUESTIONS = ['child', 'parents', 'place', 'evidence', 'check'] as const;
export type Question = (typeof QUESTIONS)[number];

/** The registration of a birth while it is filled in; every value is a form field's text. */
export type BirthValues = {
  name: string;
  sex: string;
  birthDate: string;
  mother: string;
  father: string;
  birthPlace: string;
  birthRegistrationPlace: string;
  origin: string;
  permanentResidence: string;
  ethnicity: string;
  religion: string;
  nationality: string;
  legalBasis: string;
  evidence: string;
  evidenceNumber: string;
  evidenceOn: string;
};

/** Which question asks for which values; what the server complains about is asked again there. */
export const ASKED: Readonly<Record<Exclude<Question, 'check'>, readonly (keyof BirthValues)[]>> = {
  child: ['name', 'sex', 'birthDate'],
  parents: ['mother', 'father'],
  place: [
    'birthPlace',
    'birthRegistrationPlace',
    'origin',
    'permanentResidence',
    'ethnicity',
    'religion',
    'nationality',
  ],
  evidence: ['legalBasis', 'evidence', 'evidenceNumber', 'evidenceOn'],
};

export const PLACES = ['birthPlace', 'birthRegistrationPlace', 'origin', 'permanentResidence'] as const;

/** A parent's record as it is needed here: what a child has from them unless the officer says otherwise. */
export interface Parent {
  record: PersonRecord;
  fields: readonly { id: string; text: string }[];
}

/** What is known already is not asked: the child takes after the mother, the place of origin after the father where known. */
export function inherit(values: BirthValues, mother: Parent | undefined, father: Parent | undefined): BirthValues {
  const first = mother ?? father;
  if (!first) return values;
  const text = (parent: Parent, id: string) => parent.fields.find((field) => field.id === id)?.text ?? '';
  const from = (parent: Parent, id: string) => encodeField(parent.record, id, text(parent, id));
  const origin = father ?? first;
  return {
    ...values,
    permanentResidence: values.permanentResidence || from(first, 'permanentResidence'),
    origin: values.origin || from(origin, 'origin'),
    ethnicity: values.ethnicity || from(origin, 'ethnicity'),
    religion: values.religion || from(first, 'religion'),
    nationality: values.nationality || from(first, 'nationality'),
  };
}

/** The record and the parents, as the register takes a birth. */
export function birthBody(values: BirthValues): Omit<BodyOf<'/api/people/acts/birth'>, keyof Ground> {
  const places = PLACES.flatMap((field): [string, Place][] =>
    values[field] ? [[field, decodePlace(values[field])]] : [],
  );
  const { person: mother } = readDraft<PersonDraft>(values.mother);
  const { person: father } = readDraft<PersonDraft>(values.father);
  return {
    record: {
      name: values.name.trim(),
      sex: values.sex as PersonRecord['sex'],
      birthDate: values.birthDate,
      nationality: values.nationality.split(' '),
      birthRegistrationPlace: decodePlace(values.birthRegistrationPlace),
      ...Object.fromEntries(places),
      ...(values.ethnicity && { ethnicity: values.ethnicity }),
      ...(values.religion && { religion: values.religion }),
    },
    ...(mother && { mother }),
    ...(father && { father }),
  };
}
