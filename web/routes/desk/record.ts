import type { BodyOf } from '../../api.ts';
import type { OfficerRecord } from './data.ts';

/** A person's record as the register keeps it: what forms are filled from and patches are made of. */
export type PersonRecord = OfficerRecord['record'];

/** A unit (commune of 5 digits, district of 3 or province of 2) means something only together with `on`. */
export type Place = NonNullable<PersonRecord['origin']>;
export type Relative = NonNullable<PersonRecord['father']>;

/** A patch: a value, or null to take a field away. */
export type RecordChanges = BodyOf<'/api/people/{person}/acts/correct'>['changes'];
