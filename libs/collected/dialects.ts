import type { Country } from '#libs/country';
import { type DateStyle, type TypedDate, typeDate, writeDate } from './dates.ts';
import { typeName, typeRelative } from './names.ts';
import { typeNumber, typePhone, typeSex } from './numbers.ts';
import type { SourceRecord } from './persons.ts';
import { createPlaceNames, typeAddress } from './places.ts';
import { type Clumsy, dropMarks } from './slips.ts';

export const DIALECTS = ['police', 'civil-status', 'hospital', 'cards'] as const;
/** Whose file it is: a commune police's list of residents, a civil-status office's, a hospital's, an old card system's. */
export type DialectId = (typeof DIALECTS)[number];

export interface Dialect {
  /** Lines above the header, as such lists have them. */
  readonly title: readonly (readonly string[])[];
  readonly header: readonly string[];
  /** The cells of one person's row, in the order of the header. */
  readonly write: (record: SourceRecord, row: number, clumsy: Clumsy) => string[];
}

/** The columns in which a dialect writes a field: one, or several that belong together. */
type Writer = (record: SourceRecord, clumsy: Clumsy, row: number) => string | readonly string[];
type Column = readonly [header: string | readonly string[], write: Writer];

export function createDialect(country: Country, id: DialectId): Dialect {
  const write = createWriters(country);
  const columns = COLUMNS[id](write);
  return {
    title: TITLES[id],
    header: columns.flatMap(([header]) => header),
    write: (record, row, clumsy) => columns.flatMap(([, writer]) => writer(record, clumsy, row)),
  };
}

const TITLES: Readonly<Record<DialectId, readonly (readonly string[])[]>> = {
  police: [['CÔNG AN XÃ'], ['DANH SÁCH NHÂN KHẨU THƯỜNG TRÚ'], ['(Thu thập theo Phiếu DC01)'], []],
  'civil-status': [['ỦY BAN NHÂN DÂN'], ['SỔ ĐĂNG KÝ KHAI SINH SỐ HÓA']],
  hospital: [],
  cards: [],
};

const COLUMNS: Readonly<Record<DialectId, (write: ReturnType<typeof createWriters>) => readonly Column[]>> = {
  police: (write) => [
    ['STT', write.row],
    ['Họ, chữ đệm và tên khai sinh', write.name],
    ['Ngày, tháng, năm sinh', write.birth('dd/mm/yyyy')],
    ['Giới tính', write.sex('Nam', 'Nữ')],
    ['Số ĐDCN/CMND', write.number],
    ['Nơi ĐKKS', write.place('birthRegistrationPlace')],
    ['Quê quán', write.place('origin')],
    ['Dân tộc', write.listed('ethnicity', 'name')],
    ['Tôn giáo', write.listed('religion', 'name')],
    ['Quốc tịch', write.nationality],
    ['Họ tên cha', write.relative('father')],
    ['Họ tên mẹ', write.relative('mother')],
    ['Họ tên vợ/chồng', write.relative('spouse')],
    ['Nơi thường trú', write.place('permanentResidence')],
    ['Nơi tạm trú', write.place('temporaryResidence')],
    ['Tình trạng hôn nhân', write.marital],
    ['SĐT', write.phone],
  ],
  'civil-status': (write) => [
    ['SỐ TT', write.row],
    ['HỌ TÊN KHAI SINH', (record, clumsy) => typeName(record.name, clumsy).toUpperCase()],
    [['NGÀY', 'THÁNG', 'NĂM SINH'], write.birthInThree],
    ['GT', write.sex('Nam', 'Nữ')],
    ['DÂN TỘC', write.listed('ethnicity', 'name')],
    [['SỐ NHÀ', 'PHƯỜNG/XÃ', 'QUẬN/HUYỆN', 'TỈNH/TP'], write.residenceInParts('full')],
    ['SỐ ĐỊNH DANH CÁ NHÂN', write.number],
    ['HỌ VÀ TÊN CHA', write.relative('father')],
    ['HỌ VÀ TÊN MẸ', write.relative('mother')],
    ['NGÀY CHẾT', (record) => writeDate(splitDate(record.death?.date), 'dd/mm/yyyy')],
  ],
  hospital: (write) => [
    [['Ho va ten dem', 'Ten'], write.nameInTwo],
    ['Ngay sinh', write.birth('yyyymmdd')],
    ['Phai', write.sex('M', 'F')],
    ['CCCD', write.number],
    ['Dien thoai', write.phone],
    ['Email', (record) => record.email ?? ''],
    ['Dia chi', write.place('permanentResidence')],
    ['Dan toc', write.listed('ethnicity', 'name')],
    ['Nhom mau', (record) => record.bloodGroup ?? ''],
  ],
  cards: (write) => [
    ['HOTEN', (record, clumsy) => typeName(record.name, clumsy).toUpperCase()],
    ['NGAYSINH', write.birth('d-m-yyyy')],
    ['GIOITINH', write.sex('1', '0')],
    ['SOCMND_CCCD', write.number],
    ['MADANTOC', write.listed('ethnicity', 'code')],
    ['TENCHA', write.relative('father')],
    ['TENME', write.relative('mother')],
    [['SONHA', 'MAXA', 'MAHUYEN', 'MATINH'], write.residenceInParts('codes')],
    ['SOHOSOCUTRU', (record) => record.residenceFile ?? ''],
  ],
};

function createWriters(country: Country) {
  const namesOf = createPlaceNames(country);
  const language = country.facts.languages[0]!;
  const lists = { ethnicity: country.ethnicities, religion: country.religions };
  const birth =
    (style: DateStyle): Writer =>
    (record, clumsy) =>
      writeDate(typeDate(record.birthDate, clumsy), style);
  return {
    row: ((_record, _clumsy, row) => String(row + 1)) satisfies Writer,
    name: ((record, clumsy) =>
      clumsy.slip('name.capitals', 0.1)
        ? typeName(record.name, clumsy).toUpperCase()
        : typeName(record.name, clumsy)) satisfies Writer,
    nameInTwo: ((record, clumsy) => {
      const name = typeName(record.name, clumsy).trim();
      const at = name.lastIndexOf(' ');
      return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
    }) satisfies Writer,
    birth,
    birthInThree: ((record, clumsy) => {
      const { day, month, year } = typeDate(record.birthDate, clumsy);
      return [day, month, year];
    }) satisfies Writer,
    sex:
      (male: string, female: string): Writer =>
      (record, clumsy) =>
        typeSex(record, [male, female], clumsy),
    number: ((record, clumsy) => typeNumber(record, clumsy)) satisfies Writer,
    phone: ((record, clumsy) => typePhone(record, clumsy)) satisfies Writer,
    place:
      (field: 'birthRegistrationPlace' | 'origin' | 'permanentResidence' | 'temporaryResidence'): Writer =>
      (record, clumsy) =>
        typeAddress(record[field], namesOf, clumsy, field),
    residenceInParts:
      (form: 'full' | 'codes'): Writer =>
      (record, clumsy) => {
        const place = record.permanentResidence;
        if (!place || clumsy.slip('permanentResidence.missing', 0.02)) return ['', '', '', ''];
        const units = namesOf(place)[form];
        const [commune = '', ...holders] = units;
        const province = holders.at(-1) ?? '';
        const district = holders.length > 1 && !clumsy.slip('permanentResidence.no-district', 0.03) ? holders[0]! : '';
        return [place.text ?? '', commune, district, province];
      },
    listed:
      (field: 'ethnicity' | 'religion', form: 'code' | 'name'): Writer =>
      (record, clumsy) => {
        const code = record[field];
        if (code === undefined || clumsy.slip(`${field}.missing`, 0.03)) return '';
        const name = form === 'code' ? code : lists[field].get(code)!.name[language]!;
        return clumsy.slip(`${field}.marks`, 0.03) ? dropMarks(name) : name;
      },
    nationality: ((record) => country.nationalities.get(record.nationality[0]!)?.name[language] ?? '') satisfies Writer,
    relative:
      (field: 'father' | 'mother' | 'spouse'): Writer =>
      (record, clumsy) =>
        typeRelative(record[field]?.name, clumsy),
    marital: ((record) => {
      const words = country.intake.maritalStatus[record.maritalStatus as 'single'];
      return words[0]!;
    }) satisfies Writer,
  };
}

function splitDate(date: string | undefined): TypedDate {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  return { year, month, day };
}
