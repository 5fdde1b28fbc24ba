import type { Catalogue, Change, Terms, TermsView } from './data.ts';

export type TermValues = Record<string, string>;

/** Parts of terms that are lists of ids, and parts that are one value. */
export const LISTS = ['purposes', 'legalBases', 'fields', 'modes'] as const;
export const VALUES = ['quotaPerDay', 'hours', 'candidates', 'validFrom', 'validTo'] as const;
export type ListPart = (typeof LISTS)[number];

/** Every system verifies; the other ways come on top. */
const ALWAYS = 'verify';

export const splitIds = (text: string | undefined): string[] => (text ?? '').split(' ').filter((id) => id !== '');

/** What the form holds of terms; every value a text, ids with a blank between them. */
export function fillTerms(terms: TermsView): TermValues {
  const ids = (items: readonly { id: string }[] | undefined) => (items ?? []).map(({ id }) => id).join(' ');
  return {
    ...Object.fromEntries(LISTS.map((part) => [part, ids(terms[part])])),
    quotaPerDay: String(terms.quotaPerDay),
    hours: terms.hours.id,
    candidates: terms.candidates === undefined ? '' : String(terms.candidates),
    validFrom: terms.validFrom,
    validTo: terms.validTo,
  };
}

/** A new agreement begins with what is least. @param today `YYYY-MM-DD` */
export function beginTerms({ hours }: Pick<Catalogue, 'hours'>, today: string): TermValues {
  const nothing = Object.fromEntries([...LISTS, ...VALUES].map((part) => [part, '']));
  return { ...nothing, modes: ALWAYS, hours: hours[0]?.id ?? '', validFrom: today };
}

/** A count as people write it: with dots, commas or blanks between the thousands. NaN where it is none. */
export function readCount(text: string | undefined): number {
  const digits = (text ?? '').replace(/[\s.,]/g, '');
  return /^[0-9]{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** Terms as the server takes them. */
export function readTerms(values: TermValues): Terms {
  const laws = splitIds(values.legalBases);
  const modes = splitIds(values.modes);
  return {
    purposes: splitIds(values.purposes),
    ...(laws.length > 0 ? { legalBases: laws } : {}),
    fields: splitIds(values.fields) as Terms['fields'],
    modes: modes as Terms['modes'],
    quotaPerDay: readCount(values.quotaPerDay),
    hours: values.hours ?? '',
    ...(modes.includes('identify') ? { candidates: readCount(values.candidates) } : {}),
    validFrom: values.validFrom ?? '',
    validTo: values.validTo ?? '',
  };
}

/** What these purposes allow: laws and fields of any of them, ways of asking of all of them. */
export function offerFor({ purposes, modes }: Catalogue, chosen: readonly string[]) {
  const own = purposes.filter(({ id }) => chosen.includes(id));
  const union = <Item extends { id: string }>(items: Item[]) => [
    ...new Map(items.map((item) => [item.id, item])).values(),
  ];
  return {
    legalBases: union(own.flatMap((purpose) => purpose.legalBases)),
    fields: union(own.flatMap((purpose) => purpose.fields)),
    modes: own.length === 0 ? [] : modes.filter(({ id }) => own.every((purpose) => purpose.modes.includes(id))),
  };
}

/** With other purposes, without what these no longer allow. */
export function choosePurposes(catalogue: Catalogue, values: TermValues, purposes: string): TermValues {
  const offer = offerFor(catalogue, splitIds(purposes));
  const kept = (part: 'legalBases' | 'fields' | 'modes') =>
    splitIds(values[part])
      .filter((id) => id === ALWAYS || offer[part].some((one) => one.id === id))
      .join(' ');
  return { purposes, legalBases: kept('legalBases'), fields: kept('fields'), modes: kept('modes') };
}

/** What an offer takes away from terms: an id of a list, or a value that is another one. */
export function findTaken(terms: TermsView, values: TermValues): Pick<Change, 'part' | 'item'>[] {
  const before = fillTerms(terms);
  const items = LISTS.flatMap((part) => {
    const kept = splitIds(values[part]);
    return splitIds(before[part])
      .filter((item) => !kept.includes(item))
      .map((item) => ({ part, item }));
  });
  const same = (part: string) =>
    part === 'quotaPerDay' || part === 'candidates'
      ? values[part] === before[part] || readCount(values[part]) === Number(before[part])
      : values[part] === before[part];
  // Nobody is found where finding is taken away: the number of persons goes with it.
  const gone = before.candidates !== '' && !splitIds(values.modes).includes('identify') ? ['candidates'] : [];
  const parts = [...new Set([...gone, ...VALUES.filter((part) => !same(part))])];
  return [...items, ...parts.map((part) => ({ part }))];
}

/** The form's name for why something was taken away. */
export const whyOf = ({ part, item }: Pick<Change, 'part' | 'item'>): string =>
  `why-${part}${item === undefined ? '' : `-${item}`}`;
