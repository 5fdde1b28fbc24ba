import { defineProblems } from '#kernel';

export const problems = defineProblems('readers', {
  'code-wrong': 404,
  'token-wrong': 401,
  'reader-missing': 409,
  'reading-unknown': 404,
  'reading-answered': 409,
  'zone-wrong': 400,
  'key-missing': 400,
  'files-malformed': 400,
  'capture-missing': 409,
  'capture-refused': 409,
});
