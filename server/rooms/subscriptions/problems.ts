import { defineProblems } from '#kernel';

export const problems = defineProblems('subscriptions', {
  'subscription-unknown': 404,
  'subscription-ended': 409,
  'endpoint-wrong': 400,
  'too-many': 409,
  'person-not-watched': 404,
  'simulation-unsupported': 403,
});
