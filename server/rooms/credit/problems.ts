import { defineProblems } from '#kernel';

export const problems = defineProblems('credit', {
  'simulation-unsupported': 403,
  'value-unreadable': 400,
  'address-too-wide': 400,
  'application-differs': 409,
  'application-closed': 409,
  'application-unknown': 404,
  'person-checked-often': 429,
  'level-too-low': 403,
});
