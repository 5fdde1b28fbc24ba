import { defineProblems } from '#kernel';

export const problems = defineProblems('books', {
  'kind-unknown': 400,
  'unit-unknown': 400,
  'years-impossible': 400,
  'book-known': 409,
  'book-unknown': 404,
  'book-unfinished': 409,
  'handed-over': 409,
  'not-handed-over': 409,
  'page-known': 409,
  'page-kind': 400,
  'page-size': 413,
  'page-damaged': 500,
  'entry-unknown': 404,
  'entry-not-yours': 409,
  'value-malformed': 400,
  'value-missing': 400,
  'field-unknown': 400,
});
