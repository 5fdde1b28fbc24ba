import { defineProblems } from '#kernel';

export const problems = defineProblems('memberships', {
  'organisation-missing': 403,
  'programme-unknown': 404,
  'programme-changed': 409,
  'programme-not-draft': 409,
  'programme-not-proposed': 409,
  'programme-not-approved': 409,
  'prefix-taken': 409,
  'ages-wrong': 400,
  'term-wrong': 400,
  'province-unknown': 400,
  'artwork-wrong': 400,
  'four-eyes': 403,
  'nothing-to-order': 409,
  'nothing-to-hand-over': 409,
  'card-unknown': 404,
  'card-unready': 409,
  'consent-missing': 409,
  'step-wrong': 409,
});
