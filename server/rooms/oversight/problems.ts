import { defineProblems } from '#kernel';

export const problems = defineProblems('oversight', {
  'line-unknown': 404,
  'line-not-yours': 403,
  'objection-unknown': 404,
  'objection-open': 409,
  'objection-decided': 409,
  'tile-unknown': 404,
  'log-empty': 404,
});
