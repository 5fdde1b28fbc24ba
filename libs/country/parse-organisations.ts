import type { Static } from 'typebox';
import type { Agreement, Organisation, Unit, Units } from './country.ts';
import type { CountryFacts } from './schema-country.ts';
import type { AgreementRow, OrganisationRow } from './schema-law.ts';
import type { Words } from './schema-parts.ts';
import { renderUnitName } from './unit-names.ts';

/** The provinces of the newest system, each in its newest state. */
function provincesOf(facts: CountryFacts, units: Units): Unit[] {
  const newest = facts.unitSystems.at(-1)!.id;
  const provinces: Unit[] = [];
  for (const states of units.byCode.values()) {
    const last = states.at(-1)!;
    if (last.level === 'province' && last.system === newest) provinces.push(last);
  }
  return provinces;
}

/** Turns a row that stands for one organisation in each province into those organisations. */
export function expandOrganisations(
  rows: readonly Static<typeof OrganisationRow>[],
  facts: CountryFacts,
  units: Units,
): Organisation[] {
  return rows.flatMap(({ per, ...row }): Organisation[] =>
    per
      ? provincesOf(facts, units).map((unit) => ({
          ...row,
          id: fillProvince(row.id, unit),
          name: nameFor(row.name, facts, unit),
          province: unit.code,
        }))
      : [row],
  );
}

/** Turns an agreement that holds alike in each province into one agreement a province. */
export function expandAgreements(
  rows: readonly Static<typeof AgreementRow>[],
  facts: CountryFacts,
  units: Units,
): Agreement[] {
  return rows.flatMap(({ per, ...row }): Agreement[] =>
    per
      ? provincesOf(facts, units).map((unit) => ({
          ...row,
          id: fillProvince(row.id, unit),
          organisation: fillProvince(row.organisation, unit),
        }))
      : [row],
  );
}

function fillProvince(template: string, unit: Unit): string {
  return template.replaceAll('{province}', unit.code);
}

function nameFor(name: Words, facts: CountryFacts, unit: Unit): Words {
  const filled: Words = {};
  for (const [language, text] of Object.entries(name)) {
    filled[language] = text.replaceAll('{unit}', renderUnitName(facts, unit, language, 'inside a sentence'));
  }
  return filled;
}
