import { defineProblems } from '#kernel';

export const problems = defineProblems('provider', {
  'interaction-unknown': 410,
  'consent-unknown': 404,
  'sign-in-failed': 400,
  'token-refused': 401,
});
