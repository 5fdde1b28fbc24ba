import { defineProblems } from '#kernel';

export const problems = defineProblems('subscriptions', {
  'subscription-unknown': 404,
  'subscription-ended': 409,
  'subscription-paused': 409,
  'endpoint-wrong': 400,
  'too-many': 409,
  'person-not-watched': 404,
  'simulation-unsupported': 403,
  'system-not-in-production': 400,
});
