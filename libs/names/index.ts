export {
  type CivilDate,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  formatCivil,
  formatDays,
  isLeapYear,
} from './calendar.ts';
export { compareName, type NameComparison, type NameDifference } from './compare.ts';
export {
  compareDate,
  type DateComparison,
  type DateDifference,
  type DatePrecision,
  type PartialDate,
  parseDate,
} from './dates.ts';
export { editDistanceAtMost, isWithinOneEdit } from './distance.ts';
export { DateError, type DateErrorCode, NameError, type NameErrorCode } from './errors.ts';
export { givenKey, nameKey, nameTokens, surnameKey } from './keys.ts';
export { formatMrzName, type MrzName, toMrz } from './mrz.ts';
export { cleanName, displayName, tidyName } from './normalise.ts';
export { scoreName } from './score.ts';
export { spellingKey, toneKey } from './tone.ts';
export { type NearToken, Vocabulary } from './vocabulary.ts';
