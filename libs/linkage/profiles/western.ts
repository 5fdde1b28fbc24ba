import type { Comparison, Field, Model } from '../model.ts';
import {
  categoryLevels,
  codeLevels,
  dateLevelsByPart,
  emailLevels,
  numberLevels,
  partNameLevels,
  textLevels,
  wholeNameLevels,
} from './levels.ts';
import { sexes } from './vietnamese.ts';

/** What a column may hold, and how it is compared. `names` are usual names of the column, letters and digits only. */
export interface Role {
  readonly role: string;
  readonly kind: Field['kind'];
  readonly names: RegExp;
  /** For fields of several columns: the columns' own roles, in order. */
  readonly comparison: (present: ReadonlySet<string>) => Omit<Comparison, 'field'>;
  /** Relatives often agree on it. */
  readonly shared?: boolean;
  readonly values?: Readonly<Record<string, string>>;
}

/** The second of two columns that may be exchanged is silent when they are: the first has told it. */
const silentBeside = (other: string, present: ReadonlySet<string>) =>
  present.has(other) ? { silentWhen: [{ is: 'exchanged', with: other } as const] } : {};
const code = () => ({ levels: codeLevels });
const text = () => ({ levels: textLevels(), byFrequency: true });

/** Roles in the order in which a column is tried; the first that takes it wins, and each role is given once. */
export const roles: readonly Role[] = [
  {
    role: 'surname',
    kind: 'name',
    shared: true,
    names:
      /^(surname|lastname|lname|last|familyname|family|sname|ho|secondname|namelast|lnamec1|nachname|nomdefamille|apellido|apellidos|apellido1|primerapellido|apellidopaterno|surname1|lastname1)$/,
    comparison: (present) => ({
      levels: partNameLevels(undefined),
      byFrequency: true,
      ...silentBeside('givenName', present),
    }),
  },
  {
    role: 'givenName',
    kind: 'name',
    names:
      /^(givenname|given|firstname|fname|forename|forenames?|first|forename1|namefirst|fnamec1|vorname|prenom|prenoms|nombre|ten)$/,
    comparison: (present) => ({
      levels: partNameLevels(present.has('surname') ? 'surname' : undefined),
      byFrequency: true,
    }),
  },
  {
    role: 'middleName',
    kind: 'name',
    names:
      /^(middlename|middle|mname|middleinitial|midlname|namemiddle|tendem|dem|secondforename|forename2|fnamec2|givenname2|firstname2|secondgivenname|zweitervorname|deuxiemeprenom|segundonombre)$/,
    comparison: () => ({ levels: partNameLevels(undefined), byFrequency: true }),
  },
  {
    role: 'secondSurname',
    kind: 'name',
    shared: true,
    names: /^(lnamec2|surname2|lastname2|secondsurname|maternalsurname|apellido2|segundoapellido|apellidomaterno)$/,
    comparison: () => ({ levels: partNameLevels(undefined), byFrequency: true }),
  },
  {
    role: 'name',
    kind: 'name',
    names: /^(name|fullname|hoten|hovaten|hotenkhaisinh|personname|nom|nomcomplet)$/,
    comparison: () => ({ levels: wholeNameLevels, byFrequency: true }),
  },
  {
    role: 'fatherName',
    kind: 'name',
    shared: true,
    names: /^(fathername|fathersname|father|hotencha|tencha|cha|fatherfullname)$/,
    comparison: () => ({ levels: wholeNameLevels, byFrequency: true }),
  },
  {
    role: 'motherName',
    kind: 'name',
    shared: true,
    names: /^(mothername|mothersname|mother|hotenme|tenme|me|motherfullname|mothersmaidenname)$/,
    comparison: () => ({ levels: wholeNameLevels, byFrequency: true }),
  },
  {
    role: 'birthDate',
    kind: 'date',
    names:
      /^(dateofbirth|dob|birthdate|birthday|bdate|ngaysinh|ngaythangnamsinh|datenaissance|geburtsdatum|fechanacimiento|birthdt)$/,
    comparison: () => ({ levels: dateLevelsByPart }),
  },
  { role: 'age', kind: 'number', names: /^(age|tuoi|ageatyearend)$/, comparison: () => ({ levels: numberLevels }) },
  {
    role: 'sex',
    kind: 'category',
    names: /^(sex|gender|gioitinh|sexcode|gendercode|sexe|geschlecht)$/,
    comparison: () => ({ levels: categoryLevels }),
    values: sexes,
  },
  {
    role: 'email',
    kind: 'email',
    names: /^(email|emailaddress|mail|thudientu)$/,
    comparison: () => ({ levels: emailLevels }),
  },
  {
    role: 'phone',
    kind: 'phone',
    shared: true,
    names: /^(phone|phonenumber|telephone|tel|mobile|fullphonenum|fullphonenumber|sodienthoai|sdt|dienthoai|phonenum)$/,
    comparison: code,
  },
  {
    role: 'pin',
    kind: 'code',
    names:
      /^(pin|socsecid|ssn|socialsecuritynumber|nationalid|nationalidnumber|nationalnumber|personalnumber|identifier|idnumber|idcard|nino|nhsnumber|sodinhdanh|sodinhdanhcanhan|cccd|socccd|medicare|passport|driverlicence|driverslicense|dlnumber)$/,
    comparison: code,
  },
  { role: 'oldNumber', kind: 'code', names: /^(oldnumber|cmnd|socmnd|cmt|oldidentifier)$/, comparison: code },
  {
    role: 'postcode',
    kind: 'code',
    shared: true,
    names: /^(postcode|postalcode|zip|zipcode|pcode|postcodefake|mabuuchinh|plz)$/,
    comparison: () => ({ levels: codeLevels, byFrequency: true }),
  },
  {
    role: 'houseNumber',
    kind: 'code',
    shared: true,
    names: /^(streetnumber|housenumber|streetno|housenum|streetnum|sonha)$/,
    comparison: code,
  },
  {
    role: 'address1',
    kind: 'text',
    shared: true,
    names:
      /^(address1|address|addr|street|streetname|streetaddress|addressline1|resstreetaddress|mailaddr1|diachi|firstlineaddress|residence|noicutru|thuongtru|noithuongtru)$/,
    comparison: (present) => ({
      levels: textLevels(present.has('address2') ? 'address2' : undefined),
      byFrequency: true,
    }),
  },
  {
    role: 'address2',
    kind: 'text',
    shared: true,
    names: /^(address2|addressline2|mailaddr2)$/,
    comparison: (present) => ({ ...text(), ...silentBeside('address1', present) }),
  },
  {
    role: 'suburb',
    kind: 'text',
    shared: true,
    names: /^(suburb|locality|commune|ward|xa|phuongxa|xaphuong)$/,
    comparison: text,
  },
  {
    role: 'city',
    kind: 'text',
    shared: true,
    names: /^(city|town|rescitydesc|cityname|residencecity|ville|thanhpho)$/,
    comparison: text,
  },
  {
    role: 'county',
    kind: 'text',
    shared: true,
    names: /^(county|district|countydesc|huyen|quanhuyen)$/,
    comparison: text,
  },
  {
    role: 'state',
    kind: 'text',
    shared: true,
    names: /^(state|statecd|province|region|tinh|tinhthanh|statecode)$/,
    comparison: text,
  },
  {
    role: 'birthPlace',
    kind: 'text',
    shared: true,
    names: /^(birthplace|placeofbirth|pob|noisinh|birthcity|birthstate|birthstatecountry)$/,
    comparison: text,
  },
  { role: 'occupation', kind: 'text', names: /^(occupation|profession|job|nghenghiep)$/, comparison: text },
  {
    role: 'ethnicity',
    kind: 'category',
    shared: true,
    names: /^(ethnicity|race|racecode|dantoc|ethniccode)$/,
    comparison: () => ({ levels: categoryLevels, byFrequency: true }),
  },
];

/** The model of those roles whose columns are given. */
export function buildModel(name: string, columns: ReadonlyMap<string, readonly string[]>, order?: 'mdy'): Model {
  const present = new Set(columns.keys());
  const used = roles.filter(({ role }) => present.has(role));
  return {
    name,
    fields: used.map(({ role, kind, values }) => ({
      name: role,
      kind,
      columns: columns.get(role)!,
      ...(values ? { values } : {}),
      ...(order && kind === 'date' ? { order } : {}),
    })),
    comparisons: used.map(({ role, comparison, shared }) => ({
      field: role,
      ...comparison(present),
      ...(shared ? { shared } : {}),
    })),
    ...(present.has('surname') && present.has('givenName') ? { together: [['givenName', 'surname']] } : {}),
  };
}
