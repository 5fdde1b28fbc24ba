import { createHash } from 'node:crypto';

export interface Diploma {
  readonly title: 'upperSecondary' | 'bachelor';
  readonly school: string;
  readonly year: number;
}

const SCHOOLS = ['THPT Chu Văn An', 'THPT Nguyễn Huệ', 'THPT Lê Quý Đôn', 'THPT Trần Phú'];
const UNIVERSITIES = ['Đại học Bách khoa Hà Nội', 'Đại học Cần Thơ', 'Đại học Huế', 'Đại học Đà Nẵng'];

/** The ministry's own register, made up: the same for the same person each time. It knows the person by no number. */
export function readDiplomas(sub: string, birthDate: string | undefined): Diploma[] {
  const [first = 0, second = 0] = createHash('sha256').update(sub).digest();
  const born = Number(birthDate?.slice(0, 4)) || 1990;
  const diplomas: Diploma[] = [{ title: 'upperSecondary', school: SCHOOLS[first % 4]!, year: born + 18 }];
  if (second % 2 === 0) diplomas.push({ title: 'bachelor', school: UNIVERSITIES[first % 4]!, year: born + 22 });
  return diplomas.filter(({ year }) => year <= new Date().getUTCFullYear());
}
