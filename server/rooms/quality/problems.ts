import { defineProblems } from '#kernel';

export const problems = defineProblems('quality', {
  'unit-unknown': 404,
  'indicator-unknown': 404,
  'indicator-without-records': 409,
  'sample-unknown': 404,
  'sample-empty': 409,
  'sample-closed': 409,
  'sample-unfinished': 409,
  'not-in-sample': 404,
  'wrong-needs-fields': 400,
  'indicator-without-pairs': 409,
  'pair-unknown': 404,
  'pair-proposed': 409,
  'pair-not-apart': 409,
  'campaign-unknown': 404,
  'campaign-closed': 409,
  'campaign-empty': 409,
  'deadline-passed': 400,
});
