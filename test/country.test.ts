import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, test } from 'node:test';
import {
  CountryError,
  claimsOf,
  FIELDS,
  isOfRoom,
  parseCountry,
  provincesAt,
  readCountryFile,
  SCOPES,
  unitAt,
  unitsOf,
} from '#libs/country';

const folder = join(import.meta.dirname, '../country/vn');
const files = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')] as const),
);
const country = parseCountry(files);
const before = '2025-06-30';
const after = '2025-07-01';

/** Parses the country with one file changed, and returns what it is refused for. */
function problemsAfter(path: string, change: (text: string) => string): string {
  const text = files.get(path)!;
  const changed = change(text);
  assert.notEqual(changed, text, 'the change must change something');
  try {
    parseCountry(new Map([...files, [path, changed]]));
  } catch (error) {
    assert.ok(error instanceof CountryError);
    return error.problems.join('\n');
  }
  return '';
}

describe('files of the country', () => {
  test('every file is claimed by exactly one schema or lies in the folder of a room', () => {
    const claimed = [...files.keys()].filter((path) => !isOfRoom(path));
    assert.ok(claimed.length >= 28, `read ${claimed.length} files`);
    for (const path of claimed) assert.equal(claimsOf(path).length, 1, path);
  });

  test('every claimed file satisfies its schema', () => {
    for (const [path, text] of files) if (!isOfRoom(path)) assert.doesNotThrow(() => readCountryFile(path, text), path);
  });

  test('a file that nobody claims is refused', () => {
    assert.throws(() => parseCountry(new Map([...files, ['unit/extra.csv', 'a\n']])), /no schema claims/);
    assert.throws(
      () => parseCountry(new Map([...files, ['units/provinces-99.csv', files.get('units/provinces-34.csv')!]])),
      /nothing in country.yaml refers/,
    );
  });

  test('a missing file is refused by its name', () => {
    assert.throws(
      () => parseCountry(new Map([...files].filter(([path]) => path !== 'purposes.yaml'))),
      /purposes\.yaml: missing/,
    );
  });

  test('all text is NFC and holds no look-alike of Đ', () => {
    for (const [path, text] of files) {
      assert.equal(text, text.normalize('NFC'), path);
      assert.doesNotMatch(text, /\u00D0|\u00F0/, path);
    }
    assert.match(
      problemsAfter('names/surnames.csv', (text) => text.replace('Đ', '\u00D0')),
      /look-alike letter U\+00d0/,
    );
    assert.match(
      problemsAfter('names/surnames.csv', (text) => text.normalize('NFD')),
      /not Unicode NFC/,
    );
  });

  test('a misspelt key is refused and not ignored', () => {
    assert.match(
      problemsAfter('purposes.yaml', (text) => text.replace('  hiddenFor:', '  hidenFor:')),
      /purposes\.yaml/,
    );
  });

  test('the country cannot be changed after it is read', () => {
    assert.throws(() => Object.assign(country.purposes.get('patrol-check')!, { mode: 'verify' }), TypeError);
    assert.throws(() => (country.facts.languages as string[]).push('de'), TypeError);
  });
});

describe('counts that the law fixes', () => {
  const codes = (level: string, day: string) =>
    [...country.units.byCode.keys()].filter((code) => unitAt(country, code, day)?.level === level).length;

  test('63 provinces, 696 districts, 10,035 communes until 30 June 2025', () => {
    assert.deepEqual(
      [codes('province', before), codes('district', before), codes('commune', before)],
      [63, 696, 10_035],
    );
  });

  test('34 provinces, no district, 3,321 communes from 1 July 2025', () => {
    for (const day of [after, '2026-05-01']) {
      assert.deepEqual([codes('province', day), codes('district', day), codes('commune', day)], [34, 0, 3_321]);
    }
    assert.equal(
      provincesAt(country, after).reduce((sum, { code }) => sum + unitsOf(country, code, after).length, 0),
      3_321,
    );
  });

  test('six cities among the provinces, seven since Đồng Nai', () => {
    const cities = (day: string) => provincesAt(country, day).filter((unit) => unit.type === 'city').length;
    assert.deepEqual(
      [cities('2024-12-31'), cities('2025-01-01'), cities('2026-04-29'), cities('2026-04-30')],
      [5, 6, 6, 7],
    );
  });

  test('471 old communes were split over 2 to 5 new ones', () => {
    const reform = country.units.reforms[0]!;
    assert.equal(reform.split.size, 471);
    for (const code of reform.split) assert.ok([2, 3, 4, 5].includes(reform.successors.get(code)!.length), code);
  });

  test('34 outlines, 54 ethnic groups and foreigners, 16 religions and none', () => {
    assert.equal(country.map.features.length, 34);
    assert.equal(country.ethnicities.size, 55);
    assert.equal(country.religions.size, 17);
    assert.equal(country.nationalities.size, 253);
    assert.equal(country.nationalities.get('VNM')?.name.vi, 'Việt Nam');
  });

  test('the organisations of the first phase are there', () => {
    const count = (...kinds: string[]) =>
      [...country.organisations.values()].filter(({ kind }) => kinds.includes(kind)).length;
    assert.ok(count('ministry', 'ministerial-agency') >= 18);
    assert.equal(count('telecom'), 3);
    assert.equal(count('state-company'), 1);
    assert.ok(count('bank') >= 6);
    assert.ok(count('hospital') >= 8);
    assert.equal(count('peoples-committee'), 34);
    assert.equal(country.organisations.get('peoples-committee-15')?.name.vi, 'Ủy ban nhân dân tỉnh Lào Cai');
    assert.equal(country.organisations.get('peoples-committee-91')?.name.fr, 'Comité populaire (province d’An Giang)');
  });

  test('public tax codes satisfy their check digit', () => {
    const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    const codes = [...country.organisations.values()].flatMap(({ taxCode }) => taxCode ?? []);
    assert.ok(codes.length > 10);
    for (const code of codes) {
      assert.equal(
        10 - (weights.reduce((sum, weight, i) => sum + weight * Number(code[i]), 0) % 11),
        Number(code[9]),
        code,
      );
    }
  });
});

describe('references', () => {
  const breaks: [string, string, string, RegExp][] = [
    ['organisations.yaml', 'health-insurance-check', 'no-such-purpose', /no purpose no-such-purpose/],
    ['mandates.yaml', 'member: civil-code-138', 'member: no-such-law', /mandates\.yaml: no legal basis no-such-law/],
    ['modalities.yaml', 'identification-law-16', 'no-such-law', /modalities\.yaml: no legal basis no-such-law/],
    ['modalities.yaml', 'purpose: card-issue', 'purpose: no-such', /modalities\.yaml: no purpose no-such/],
    ['modalities.yaml', 'id: voice', 'id: dna', /modalities\.yaml: dna is there twice/],
    ['modalities.yaml', 'formats: [wav]', 'formats: [mp3]', /modalities\.yaml/],
    ['modalities.yaml', 'fr: Voix', 'de: Stimme', /voice: no words in fr/],
    ['mandates.yaml', 'id: tax.file', 'id: insurance.file', /insurance\.file is there twice/],
    ['mandates.yaml', 'fr: Déclarer en douane', 'de: Zoll anmelden', /customs\.declare: no words in fr/],
    ['purposes.yaml', 'health-insurance-law-28', 'no-such-law', /no legal basis no-such-law/],
    ['purposes.yaml', 'bloodGroup', 'bloodType', /purposes\.yaml/],
    ['agreements.yaml', 'organisation: evn', 'organisation: nobody', /no organisation nobody/],
    ['agreements.yaml', 'purposes: [boarding]', 'purposes: [patrol-check]', /may not state patrol-check/],
    [
      'agreements.yaml',
      'fields: [name, pin, birthDate, permanentResidence]',
      'fields: [religion]',
      /no purpose allows religion/,
    ],
    [
      'agreements.yaml',
      'modes: [verify]\n  purposes: [boarding]',
      'modes: [verify, attributes]\n  purposes: [boarding]',
      /yes or no only/,
    ],
    ['agreements.yaml', 'validFrom: 2025-02-01', 'validFrom: 2025-01-31', /no law in force on 2025-01-31/],
    ['country.yaml', "acr: 'urn:dancu:acr:vn:2'", "acr: 'urn:dancu:acr:vn:1'", /urn:dancu:acr:vn:1 is there twice/],
    ['country.yaml', "vn:1', assurance: low", "vn:1', assurance: high", /level 2 is no more than level 1/],
    ['legal-bases.yaml', '  laterNotice: true\n', '', /does not allow a later notice/],
    ['roles.yaml', 'people.act.merge', 'people.act.delete', /roles\.yaml/],
    ['roles.yaml', 'fr: Auditeur', 'de: Prüfer', /no words in fr/],
    ['roles.yaml', 'hours: office', 'hours: night', /no office hours night/],
    ['roles.yaml', '  hours: always\n', '', /agency-engineer: no office hours/],
    ['roles.yaml', 'area: self', 'area: self\n  hours: office', /has no office hours/],
    ['country.yaml', "from: '07:00'", "from: '7:00'", /country\.yaml/],
    ['religions.csv', 'islam,Hồi giáo,Islam,Islam', 'moon,Hồi giáo,Islam,Islam', /no religion islam/],
    ['statistics.yaml', 'male: 4.20', 'male: 5.20', /sums to 101/],
    ['units/communes-3321.csv', '00004,01,ward', '00004,01,urban-district', /no type of commune/],
    ['units/communes-3321.csv', '00004,01,', '00004,02,', /no unit 02/],
    ['units/links-2025-07.csv', '00001,00097,0', '00001,00097,1', /wrong split flag/],
    ['units/links-2025-07.csv', '00001,00097,0', '00001,99999,0', /99999 is not in force/],
    ['units/links-2025-07.csv', '00001,00097,0\n', '', /00001 ends without a successor/],
    [
      'units/provinces-34.csv',
      '75,province,Đồng Nai,2025-07-01,2026-04-30',
      '75,province,Đồng Nai,2025-07-01,2026-05-30',
      /two states on one day/,
    ],
    ['connections.yaml', 'months: central-log', 'months: no-such-rule', /nothing is kept as no-such-rule/],
    ['connections.yaml', 'deadline: connection-decision', 'deadline: someday', /no deadline someday/],
    ['connections.yaml', 'id: verdicts', 'id: miracles', /connections\.yaml/],
    ['connections.yaml', 'holder: ministry-of-public-security', 'holder: nobody', /no organisation nobody/],
    ['holidays.yaml', 'on: 2025-04-07', 'on: 2025-04-30', /2025-04-30 is there twice/],
    ['holidays.yaml', 'on: 2025-04-07', 'on: 2024-04-07', /outside of the known years/],
    ['pin/place-codes.csv', ',AFG,', ',AFX,', /no country AFX/],
  ];
  for (const [path, from, to, expected] of breaks) {
    test(`${path}: ${JSON.stringify(from)} cannot become ${JSON.stringify(to)}`, () => {
      assert.match(
        problemsAfter(path, (text) => text.replace(from, to)),
        expected,
      );
    });
  }

  test('only the closed lists of fields and scopes are used', () => {
    for (const purpose of country.purposes.values())
      for (const field of purpose.fields) assert.ok(FIELDS.includes(field));
    for (const role of country.roles.values()) for (const scope of role.scopes) assert.ok(SCOPES.includes(scope));
    assert.deepEqual(
      SCOPES.filter((scope) => ![...country.roles.values()].some((role) => role.scopes.includes(scope))),
      [],
    );
  });

  test('a look is hidden only under criminal procedure, and until a date', () => {
    const hidden = [...country.purposes.values()].filter((purpose) => purpose.hiddenFor);
    assert.deepEqual(
      hidden.map((purpose) => purpose.id),
      ['criminal-investigation'],
    );
  });

  test('only civil status and the issue of a card may see religion', () => {
    const seeing = [...country.purposes.values()].filter((purpose) => purpose.fields.includes('religion'));
    assert.deepEqual(seeing.map((purpose) => purpose.id).sort(), ['card-issue', 'civil-status-act']);
  });
});
