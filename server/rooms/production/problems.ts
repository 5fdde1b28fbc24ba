import { defineProblems } from '#kernel';

export const problems = defineProblems('production', {
  'serials-wrong': 400,
  'box-known': 409,
  'serials-known': 409,
  'nothing-ready': 409,
  'blanks-missing': 409,
  'machine-unknown': 400,
  'machine-for-another': 400,
  'origin-unknown': 400,
  'batch-unknown': 404,
  'batch-not-held': 409,
  'blank-unknown': 404,
  'blank-not-in-stock': 409,
  'nothing-spoiled': 409,
  'destruction-unknown': 404,
  'destruction-over': 409,
  'four-eyes': 403,
  'nothing-checked': 409,
  'parcel-unknown': 404,
  'parcel-changed': 409,
  'missing-wrong': 400,
});
