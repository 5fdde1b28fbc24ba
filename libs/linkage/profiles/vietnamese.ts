import type { Model } from '../model.ts';
import { categoryLevels, codeLevels, dateLevels, textLevels, wholeNameLevels } from './levels.ts';
import { vietnameseParameters } from './parameters.ts';

/** Spellings of the sexes in Vietnamese, English and French files, after cleaning. */
export const sexes: Readonly<Record<string, string>> = {
  nam: 'male',
  m: 'male',
  male: 'male',
  trai: 'male',
  homme: 'male',
  nu: 'female',
  f: 'female',
  female: 'female',
  gai: 'female',
  femme: 'female',
};

/**
 * A person in a Vietnamese register or file. Columns are called as the fields are; `withColumns` renames. The parameters
 * were estimated from noisy copies of a synthetic country, see README.
 */
export const vietnamesePerson: Model = {
  name: 'vietnamesePerson',
  fields: [
    { name: 'name', kind: 'name', columns: ['name'] },
    { name: 'birthDate', kind: 'date', columns: ['birthDate'] },
    { name: 'sex', kind: 'category', columns: ['sex'], values: sexes },
    { name: 'birthPlace', kind: 'text', columns: ['birthPlace'] },
    { name: 'residence', kind: 'text', columns: ['residence'] },
    { name: 'fatherName', kind: 'name', columns: ['fatherName'] },
    { name: 'motherName', kind: 'name', columns: ['motherName'] },
    { name: 'pin', kind: 'code', columns: ['pin'] },
    { name: 'oldNumber', kind: 'code', columns: ['oldNumber'] },
    { name: 'phone', kind: 'phone', columns: ['phone'] },
  ],
  comparisons: [
    { field: 'name', levels: wholeNameLevels, byFrequency: true },
    { field: 'birthDate', levels: dateLevels },
    { field: 'sex', levels: categoryLevels },
    { field: 'birthPlace', levels: textLevels(), byFrequency: true, shared: true },
    { field: 'residence', levels: textLevels(), byFrequency: true, shared: true },
    { field: 'fatherName', levels: wholeNameLevels, byFrequency: true, shared: true },
    { field: 'motherName', levels: wholeNameLevels, byFrequency: true, shared: true },
    { field: 'pin', levels: codeLevels },
    { field: 'oldNumber', levels: codeLevels },
    { field: 'phone', levels: codeLevels, shared: true },
  ],
  parameters: vietnameseParameters,
};
