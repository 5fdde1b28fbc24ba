import type { Country } from './country.ts';

/** The rules of enrolment: purpose and law are there, and every finger that a card needs is asked for. */
export function checkEnrolment({ enrolment, cards, purposes, legalBases }: Country): string[] {
  const purpose = purposes.get(enrolment.purpose);
  const { places } = enrolment.fingers;
  return [
    ...(purpose ? [] : [`enrolment.yaml: no purpose ${enrolment.purpose}`]),
    ...(legalBases.has(enrolment.legalBasis) ? [] : [`enrolment.yaml: no legal basis ${enrolment.legalBasis}`]),
    ...enrolment.confirms
      .filter((field) => purpose && !purpose.fields.includes(field))
      .map((field) => `enrolment.yaml: ${enrolment.purpose} does not allow ${field}`),
    ...cards.enrolment.fingers
      .filter((place) => !places.includes(place))
      .map((place) => `enrolment.yaml: finger ${place}, which cards need, is not asked for`),
  ];
}
