import { type Mrz, makeCheckDigit, makeMrz } from '#libs/emrtd';
import { toMrz } from '#libs/names';

/** ICAO has no card without end; readers take this day for one. */
const WITHOUT_END = '991231';
const short = (day: string) => day.slice(2).replaceAll('-', '');
const SEX = { male: 'M', female: 'F', undetermined: '<' } as const;

/** The zone of a card. Its number is its own, and does not follow from the holder's. */
export function describeZone(holder: {
  code: string;
  issuer: string;
  nationality: string;
  documentNumber: string;
  pin: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  birthDate: string;
  sex: keyof typeof SEX;
  name: string;
  expiresOn: string | undefined;
}): Mrz {
  return {
    ...{ format: 'TD1', documentCode: holder.code, issuer: holder.issuer, documentNumber: holder.documentNumber },
    birthDate: short(holder.birthDate).padEnd(6, '<'),
    sex: SEX[holder.sex],
    expiryDate: holder.expiresOn ? short(holder.expiresOn) : WITHOUT_END,
    nationality: holder.nationality,
    optional: `${holder.pin}<<${makeCheckDigit(holder.pin)}`,
    optional2: '',
    name: toMrz(holder.name),
  };
}

export const linesOf = (zone: Mrz): string[] => makeMrz(zone);
