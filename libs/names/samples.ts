import fc from 'fast-check';

/** Words of Vietnamese names for the tests: every tone, every special letter, both ways of placing tones, `y` and `i`. */
export const surnames =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Quách Mạc Trịnh Nông Giàng Lò'.split(' ');
export const middles = 'Văn Thị Hữu Đức Quốc Ngọc Thanh Minh Xuân Kim Thúy Công Đình Phương Gia'.split(' ');
export const givens = (
  'An Anh Bình Châu Dũng Đạt Giang Hà Hải Hạnh Hiếu Hòa Huệ Hùng Hương Khánh Khoa Lan Linh Loan Mai Mỹ ' +
  'Nam Nga Nghĩa Nguyệt Nhung Phúc Quân Quý Quyên Sơn Tài Tâm Thảo Thủy Tiến Toàn Trang Tuấn Tuyết ' +
  'Uyên Vân Vinh Vy Yến'
).split(' ');

/** A random Vietnamese name of two to four words. */
export const vietnameseName: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...surnames),
    fc.array(fc.constantFrom(...middles), { maxLength: 2 }),
    fc.constantFrom(...givens),
  )
  .map(([surname, between, given]) => [surname, ...between, given].join(' '));

const letters = [...'abcdeghiklmnopqrstuvxyăâđêôơưàáảãạéẹìíòóồộớợùúưứữỳý '];

/** The text after one random typing error: a letter put in, left out, replaced, or swapped with its neighbour. */
export function makeError(text: fc.Arbitrary<string>): fc.Arbitrary<{ name: string; typed: string }> {
  return fc
    .tuple(text, fc.nat(), fc.constantFrom('insert', 'delete', 'replace', 'swap'), fc.constantFrom(...letters))
    .map(([name, seed, kind, letter]) => {
      const units = [...name];
      const at = seed % units.length;
      if (kind === 'insert') units.splice(at, 0, letter);
      else if (kind === 'delete') units.splice(at, 1);
      else if (kind === 'replace') units[at] = letter;
      else if (at + 1 < units.length) [units[at], units[at + 1]] = [units[at + 1]!, units[at]!];
      return { name, typed: units.join('') };
    });
}
