import { defineProblems } from '#kernel';

/** What the standards' doors refuse. OSIA's error body carries status and sentence, MOSIP's a failure reason (mosipReasons.ts). */
export const doorProblems = defineProblems('biometrics', {
  'abis-purpose-unknown': 400,
  'abis-legal-basis-unknown': 400,
  'abis-base64': 400,
  'abis-reference': 400,
  'abis-sealed': 400,
  'abis-template': 400,
  'abis-sample-refused': 400,
  'abis-nothing-to-search': 400,
  'abis-filter': 400,
  'abis-gallery-name': 400,
  'abis-callback': 400,
  'abis-encounter-missing': 400,
  'abis-encounter-unknown': 404,
  'abis-person-unknown': 404,
  'abis-gallery-unknown': 404,
  'abis-task-unknown': 404,
  'abis-task-over': 404,
  'abis-encounter-exists': 409,
  'abis-busy': 429,
  'abis-damaged': 500,
  'abis-engine-away': 500,
});
