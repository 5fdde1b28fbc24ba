import { daysFromCivil, formatDays } from '#libs/names';
import { type Clumsy, misreadDigit } from './slips.ts';

export type DateStyle = 'dd/mm/yyyy' | 'd-m-yyyy' | 'yyyymmdd' | 'serial';

/** Day, month and year as a clerk keys them in: text each, empty where not known. */
export interface TypedDate {
  day: string;
  month: string;
  year: string;
  /** The whole, where what was written fits in no three cells. */
  whole?: string;
}

/** A date of birth with the mistakes that people make about one. */
export function typeDate(date: string, clumsy: Clumsy): TypedDate {
  let [year, month, day] = date.split('-') as [string, string | undefined, string | undefined];
  if (clumsy.slip('birthDate.missing', 0.004)) return { day: '', month: '', year: '' };
  if (month === undefined || clumsy.slip('birthDate.year-only', 0.02)) return { day: '', month: '', year };
  if (day === undefined || clumsy.slip('birthDate.month-only', 0.004)) return { day: '', month, year };
  if (clumsy.slip('birthDate.lunar', 0.001)) return { day: '30', month: '02', year };
  if (clumsy.slip('birthDate.impossible', 0.001)) return { day: '31', month: '04', year };
  if (clumsy.slip('birthDate.years-apart', 0.004)) {
    // Registered late, or made older for school: the day is another one, up to three years away.
    const days = daysFromCivil(+year, +month, +day) + clumsy.random.between(-1095, 365);
    [year, month, day] = formatDays(days).split('-') as [string, string, string];
  } else if (+day <= 12 && day !== month && clumsy.slip('birthDate.swapped', 0.02)) [day, month] = [month, day];
  else if (clumsy.slip('birthDate.digit', 0.012)) [year, month, day] = misreadDate(year, month, day, clumsy);
  if (clumsy.slip('birthDate.two-digit-year', 0.006)) {
    return { day, month, year, whole: `${day}/${month}/${year.slice(2)}` };
  }
  return { day, month, year };
}

function misreadDate(year: string, month: string, day: string, clumsy: Clumsy): [string, string, string] {
  const wrong = misreadDigit(`${year}-${month}-${day}`, clumsy, 2).split('-') as [string, string, string];
  // What no calendar has would have been noticed at once, mostly.
  return +wrong[1] >= 1 && +wrong[1] <= 12 && +wrong[2] >= 1 && +wrong[2] <= 28
    ? wrong
    : [year, month, day === '01' ? '10' : '01'];
}

export function writeDate({ day, month, year, whole }: TypedDate, style: DateStyle): string {
  if (whole !== undefined) return whole;
  if (year === '' || month === '') return year;
  if (day === '') return `${month}/${year}`;
  if (style === 'dd/mm/yyyy') return `${day}/${month}/${year}`;
  if (style === 'd-m-yyyy') return `${+day}-${+month}-${year}`;
  if (style === 'serial' && +day <= 28) return String(daysFromCivil(+year, +month, +day) + 25_569);
  return style === 'serial' ? `${day}/${month}/${year}` : year + month + day;
}
