import { type Clumsy, dropMarks, mistype } from './slips.ts';

/** The tone on the other vowel, as the older or the newer school has it. */
const SCHOOLS: readonly (readonly [string, string])[] = [
  ['òa', 'oà'], ['óa', 'oá'], ['ỏa', 'oả'], ['úy', 'uý'], ['ùy', 'uỳ'], ['òe', 'oè'], ['óe', 'oé'],
]; // biome-ignore format: pairs
const OTHER_SCHOOL = new Map(
  SCHOOLS.flatMap(
    ([old, recent]) =>
      [
        [old, recent],
        [recent, old],
      ] as const,
  ),
);
const ENDING = new RegExp(`(?:${[...OTHER_SCHOOL.keys()].join('|')})(?= |$)`, 'gu');
/** Telex keys left undone: the mark stands behind the word as a letter. */
const TELEX: Readonly<Record<string, string>> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
};

/** A person's name as a busy clerk types it. */
export function typeName(name: string, clumsy: Clumsy): string {
  let typed = name;
  if (clumsy.slip('name.placeholder', 0.001)) return clumsy.oneOf(['Không rõ', 'Chưa có tên', 'Nguyen Van A']);
  if (clumsy.slip('name.middle', 0.015)) typed = dropMiddle(typed);
  if (clumsy.slip('name.initials', 0.008)) typed = abbreviate(typed);
  if (clumsy.slip('name.order', 0.006)) typed = givenFirst(typed);
  if (clumsy.slip('name.letter', 0.03)) typed = mistype(typed, clumsy);
  if (clumsy.slip('name.marks', 0.04)) typed = dropMarks(typed);
  else if (clumsy.slip('name.telex', 0.004)) typed = leaveTelex(typed);
  else if (clumsy.slip('name.tone-place', 0.02)) typed = changeSchool(typed);
  return spoilForm(typed, clumsy);
}

/** Relatives' names are written with less care, and often not at all. */
export function typeRelative(name: string | undefined, clumsy: Clumsy): string {
  if (name === undefined || clumsy.slip('relative.missing', 0.1)) return '';
  if (clumsy.slip('relative.letter', 0.03)) return mistype(name, clumsy);
  return clumsy.slip('relative.marks', 0.04) ? dropMarks(name) : name;
}

/** What is wrong with the characters, not with the name. */
function spoilForm(name: string, clumsy: Clumsy): string {
  if (clumsy.slip('name.decomposed', 0.02)) return name.normalize('NFD');
  if (name.includes('Đ') && clumsy.slip('name.eth', 0.05)) return name.replaceAll('Đ', '\u00d0');
  if (clumsy.slip('name.blanks', 0.01)) return ` ${name.replace(' ', '  ')} `;
  if (clumsy.slip('name.zero-width', 0.003)) return name.replace(' ', ' \u200b');
  if (clumsy.slip('name.bidi', 0.001)) return `\u200e${name}`;
  if (clumsy.slip('name.digit', 0.002)) return name.replace(/[oô]/, '0');
  return name;
}

function dropMiddle(name: string): string {
  const words = name.split(' ');
  return words.length < 3 ? name : `${words[0]} ${words.slice(2).join(' ')}`;
}

function abbreviate(name: string): string {
  const words = name.split(' ');
  return words.map((word, at) => (at > 0 && at < words.length - 1 ? `${word[0]}.` : word)).join(' ');
}

function givenFirst(name: string): string {
  const words = name.split(' ');
  return [words.at(-1), ...words.slice(0, -1)].join(' ');
}

/** Only where the two vowels end the syllable do the schools differ. */
function changeSchool(name: string): string {
  return name.replace(ENDING, (pair) => OTHER_SCHOOL.get(pair) ?? pair);
}

function leaveTelex(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      const letters = word.normalize('NFD');
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letters)?.[0];
      return tone ? letters.replace(tone, '').normalize('NFC') + TELEX[tone]! : word;
    })
    .join(' ');
}
