import { defineProblems } from '#kernel';

export const problems = defineProblems('batches', {
  'batch-unknown': 404,
  'organisation-missing': 403,
  'field-not-offered': 400,
  'file-too-large': 413,
  'file-incomplete': 409,
  'file-differs': 409,
  'file-expired': 410,
  'state-wrong': 409,
  'not-done': 409,
  'too-many-open': 429,
});
