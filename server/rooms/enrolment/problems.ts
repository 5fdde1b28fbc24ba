import { defineProblems } from '#kernel';

export const problems = defineProblems('enrolment', {
  'person-unknown': 404,
  'number-ambiguous': 409,
  'not-confirmed': 400,
  incomplete: 409,
  'reason-missing': 400,
  'nothing-to-take': 409,
  'reason-not-allowed': 400,
  'too-late': 409,
  'from-the-future': 400,
  'officer-differs': 403,
  'office-unknown': 404,
  'hours-changed': 409,
  'hours-wrong': 400,
  'slot-unknown': 409,
  'slot-taken': 409,
  'already-booked': 409,
  'too-often': 409,
  'appointment-unknown': 404,
  'appointment-changed': 409,
  'step-wrong': 409,
});
