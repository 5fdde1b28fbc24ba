import type { Level } from '../model.ts';

/** Levels of agreement by kind of field, strongest first. */

const same: Level = { level: 'same', when: [{ is: 'same' }] };
const diacritics: Level = { level: 'diacritics', when: [{ is: 'same' }] };
const marked: Level = { level: 'same', when: [{ is: 'same', form: 'marked' }] };
const typingError: Level = { level: 'typing-error', when: [{ is: 'oneEdit' }] };
const different = (atLeast: number, level: string): Level => ({ level, when: [{ is: 'similar', atLeast }] });

/** Two columns whose values have changed places are told by the first of them. */
function exchange(other: string | undefined): readonly Level[] {
  return other ? [{ level: 'exchanged', when: [{ is: 'exchanged', with: other }], apart: true }] : [];
}

/** A whole name in one column, several words long. */
export const wholeNameLevels: readonly Level[] = [
  marked,
  diacritics,
  {
    level: 'order',
    when: [
      { is: 'same', form: 'sorted' },
      { is: 'same', form: 'joined' },
    ],
  },
  { level: 'initials', when: [{ is: 'initials' }] },
  { level: 'missing-middle-name', when: [{ is: 'missingMiddle' }] },
  typingError,
  { level: 'some-words', when: [{ is: 'someWords' }] },
  different(0.92, 'similar'),
  different(0.85, 'somewhat-similar'),
];

/** A given name or a surname, in a column of its own; `other` is the column with which it may have been exchanged. */
export function partNameLevels(other: string | undefined): readonly Level[] {
  return [
    ...exchange(other),
    same,
    {
      level: 'order',
      when: [
        { is: 'same', form: 'joined' },
        { is: 'same', form: 'sorted' },
      ],
    },
    typingError,
    different(0.92, 'similar'),
    { level: 'beginning', when: [{ is: 'initials' }, { is: 'beginning' }, { is: 'someWords' }] },
    different(0.82, 'somewhat-similar'),
  ];
}

export const dateLevels: readonly Level[] = [
  same,
  { level: 'one-digit', when: [{ is: 'oneEdit', letters: 10 }] },
  { level: 'day-month-swapped', when: [{ is: 'dayMonthSwapped' }] },
  { level: 'less-precise', when: [{ is: 'lessPrecise' }] },
  { level: 'same-day-and-month', when: [{ is: 'sameDayMonth' }] },
  { level: 'same-year', when: [{ is: 'sameYear' }] },
  { level: 'within-3-years', when: [{ is: 'withinYears', years: 3 }] },
];

/** Where a date may have been put together from three columns, each with its own slips: `dateLevels` with one level more. */
export const dateLevelsByPart: readonly Level[] = dateLevels.toSpliced(5, 0, {
  level: 'same-year-and-part',
  when: [{ is: 'sameYearAndPart' }],
});

/** Numbers and codes: identifiers, postcodes, telephone numbers. */
export const codeLevels: readonly Level[] = [same, { level: 'one-digit', when: [{ is: 'oneEdit', letters: 3 }] }];

/** Parts of an address, cities, places. */
export function textLevels(other?: string): readonly Level[] {
  return [
    ...exchange(other),
    same,
    {
      level: 'blanks',
      when: [
        { is: 'same', form: 'joined' },
        { is: 'same', form: 'sorted' },
      ],
    },
    typingError,
    { level: 'similar', when: [{ is: 'someWords' }, { is: 'similar', atLeast: 0.92 }] },
    different(0.82, 'somewhat-similar'),
  ];
}

export const emailLevels: readonly Level[] = [
  same,
  { level: 'same-name-other-host', when: [{ is: 'same', form: 'local' }] },
  { level: 'typing-error', when: [{ is: 'oneEdit' }, { is: 'oneEdit', form: 'local', letters: 6 }] },
  { level: 'similar', when: [{ is: 'similar', atLeast: 0.9, form: 'local' }] },
];

export const categoryLevels: readonly Level[] = [same];

export const numberLevels: readonly Level[] = [
  same,
  { level: 'within-1', when: [{ is: 'within', difference: 1 }] },
  { level: 'within-3', when: [{ is: 'within', difference: 3 }] },
];
