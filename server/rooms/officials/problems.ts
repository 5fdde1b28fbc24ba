import { defineProblems } from '#kernel';

export const problems = defineProblems('officials', {
  'official-unknown': 404,
  'official-known': 409,
  'official-left': 409,
  'role-unknown': 400,
  'area-wrong': 400,
  'organisation-wrong': 400,
  'validity-wrong': 400,
  'post-held': 409,
  'post-unknown': 404,
  'post-ended': 409,
  'proposal-unknown': 404,
  'proposal-open': 409,
  'proposal-decided': 409,
  'proposal-expired': 409,
  'four-eyes': 403,
  'for-oneself': 403,
  'not-idle': 409,
  'code-refused': 403,
  'device-unattested': 400,
  'already-installed': 409,
});
