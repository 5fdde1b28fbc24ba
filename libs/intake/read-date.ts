import { daysInMonth, formatCivil, formatDays } from '#libs/names';
import type { Reading, Rule, Severity } from './claims.ts';
import { type WordIndex, wordKey } from './words.ts';

export type DateOrder = 'day-first' | 'month-first';

export interface DateRules {
  readonly order: DateOrder;
  /** `YYYY-MM-DD`: two-digit years are read by it. */
  readonly today: string;
  readonly lunar: WordIndex['lunar'];
}

/** Day 0 of spreadsheets, which believe in 29 February 1900. */
const SHEET_EPOCH = -25_569;
const OLDEST = 1850;
const THREE = /^([0-9]{1,2}|[?x*_.-]{1,2}) ?[/.\- ] ?([0-9]{1,2}|[?x*_.-]{1,2}) ?[/.\- ] ?([0-9]{2}|[0-9]{4})$/i;
const YEAR_FIRST = /^([0-9]{4})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{1,2}))?$/;
const MONTH_YEAR = /^([0-9]{1,2}) ?[/.-] ?([0-9]{4})$/;
const TIME = /[ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?( ?[AP]M)?(Z|[+-][0-9:]{2,6})?$/i;
const WORDED = /^(?:(?:ngày|ngay|mùng|mung) ?)?([0-9]{1,2}) (?:tháng|thang) ([0-9]{1,2}),? (?:năm|nam) ([0-9]{4})$/i;
const WORDED_MONTH = /^(?:tháng|thang) ([0-9]{1,2}),? ?(?:năm|nam|\/|-) ?([0-9]{4})$/i;
const WORDED_YEAR = /^(?:năm|nam|khoảng|khoang|sinh năm|sinh nam|~) ?([0-9]{4})$/i;

const found = (rule: Rule, severity: Severity, value?: string): Reading => ({
  ...(value !== undefined && { value }),
  findings: [{ rule, severity, ...(value !== undefined && { to: value }) }],
});
const two = (number: number) => (number < 10 ? `0${number}` : String(number));

/**
 * Reads a date in any form that files hold: with separators or without, in words, as a spreadsheet's serial number, the
 * year or the month alone, a day that the lunar calendar has and the civil one has not.
 */
export function readDate(text: string, rules: DateRules): Reading {
  let rest = text.replace(TIME, '').trim();
  let lunar = false;
  const mark = /^(.*?)[ (]*([\p{L} ]+)\)?\.?$/u.exec(rest);
  if (mark && /[0-9]/.test(mark[1]!) && rules.lunar.has(wordKey(mark[2]!))) {
    lunar = true;
    rest = mark[1]!.trim();
  }
  const reading = readForms(rest, rules);
  if (!lunar || reading.value === undefined) return reading;
  // A lunar day is no day of the civil calendar: what is kept must be looked at.
  return found('date-lunar', 'doubt', reading.value.slice(0, 7));
}

function readForms(text: string, rules: DateRules): Reading {
  if (/^[0-9]+(\.0+)?$/.test(text)) return readDigits(text.replace(/\.0+$/, ''), rules);
  const three = THREE.exec(text);
  if (three) return readThree(three[1]!, three[2]!, three[3]!, rules);
  const first = YEAR_FIRST.exec(text);
  if (first) return first[3] ? compose(+first[1]!, +first[2]!, +first[3]) : composeMonth(+first[1]!, +first[2]!);
  const month = MONTH_YEAR.exec(text) ?? WORDED_MONTH.exec(text);
  if (month) return composeMonth(+month[2]!, +month[1]!);
  const worded = WORDED.exec(text);
  if (worded) return compose(+worded[3]!, +worded[2]!, +worded[1]!);
  const year = WORDED_YEAR.exec(text);
  if (year) return composeYear(+year[1]!);
  return found('date-form', 'refused');
}

function readDigits(text: string, rules: DateRules): Reading {
  const thisYear = +rules.today.slice(0, 4);
  if (text.length === 4) return composeYear(+text);
  if (text.length === 5) {
    const value = formatDays(+text + SHEET_EPOCH);
    return found('date-excel-serial', 'mended', value);
  }
  if (text.length !== 8) return found('date-form', 'refused');
  const year = +text.slice(0, 4);
  if (year >= OLDEST && year <= thisYear + 1) {
    const month = +text.slice(4, 6);
    const day = +text.slice(6);
    if (month <= 12 && day <= 31) return composeUnknown(year, month, day);
  }
  return readThree(text.slice(0, 2), text.slice(2, 4), text.slice(4), rules);
}

function readThree(one: string, other: string, yearText: string, rules: DateRules): Reading {
  const first = +one || 0;
  const second = +other || 0;
  const { year, guessed } = readYear(yearText, rules.today);
  let [day, month] = rules.order === 'day-first' ? [first, second] : [second, first];
  const changed = month > 12 && day <= 12 && day > 0;
  if (changed) [day, month] = [month, day];
  const reading = composeUnknown(year, month, day);
  if (reading.value === undefined || reading.findings) return reading;
  if (guessed) return found('date-two-digit-year', guessed, reading.value);
  return changed ? found('date-order-changed', 'mended', reading.value) : reading;
}

/** Two digits: the nearest past year; a doubt where a person of a hundred years is as possible. */
function readYear(text: string, today: string): { year: number; guessed?: 'mended' | 'doubt' } {
  if (text.length === 4) return { year: +text };
  const thisYear = +today.slice(0, 4);
  const century = thisYear - (thisYear % 100);
  if (+text > thisYear % 100) return { year: century - 100 + +text, guessed: 'mended' };
  return { year: century + +text, guessed: 'doubt' };
}

/** Day or month 0: not known. */
export function composeUnknown(year: number, month: number, day: number): Reading {
  if (month === 0) return composeYear(year);
  return day === 0 ? composeMonth(year, month) : compose(year, month, day);
}

function compose(year: number, month: number, day: number): Reading {
  if (year < OLDEST || year > 2200 || month < 1 || month > 12 || day > 31 || day < 1)
    return found('date-impossible', 'refused');
  if (day <= daysInMonth(year, month)) return { value: formatCivil(year, month, day) };
  // A lunar month may have 30 days, never 31.
  const rule = month === 2 && day <= 30 ? 'date-lunar' : 'date-day-impossible';
  return found(rule, 'doubt', `${year}-${two(month)}`);
}

function composeMonth(year: number, month: number): Reading {
  if (year < OLDEST || year > 2200 || month > 12) return found('date-impossible', 'refused');
  return { value: month === 0 ? String(year) : `${year}-${two(month)}` };
}

function composeYear(year: number): Reading {
  return year < OLDEST || year > 2200 ? found('date-impossible', 'refused') : { value: String(year) };
}
