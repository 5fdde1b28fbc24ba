import { Type } from 'typebox';
import { type Clock, type Contract, contract, Problem, type Words } from '#kernel';
import { FIELDS, provincesAt, renderUnitName, resolveUnit, type Unit, unitsOf } from '#libs/country';
import type { Offices } from './index.ts';

const Named = Type.Object({ code: Type.String(), name: Type.String() });
const UnitView = Type.Object({ code: Type.String(), name: Type.String(), type: Type.String() });
const Day = Type.String({ format: 'date' });

type Door = Omit<Offices, 'routes'>;

/** The country's lists in the reader's language: what forms offer and what ids mean. Nobody's data. */
export function officeRoutes(offices: Door, parts: { clock: Clock; words: Words }): Contract[] {
  const { country } = offices;
  const tag = 'country';
  const view = (unit: Unit, language: string) => ({
    code: unit.code,
    name: renderUnitName(country.facts, unit, language),
    type: unit.type,
  });
  const listed = (
    rows: ReadonlyMap<string, { code: string; name: Readonly<Record<string, string>> }>,
    language: string,
  ) => [...rows.values()].map((row) => ({ code: row.code, name: row.name[language] ?? row.code }));

  return [
    contract({
      method: 'GET',
      path: '/api/words/:language',
      summary: 'All sentences of a language, for the screens',
      tag,
      scope: null,
      params: Type.Object({ language: Type.String({ pattern: '^[a-z]{2}$' }) }),
      answers: { 200: Type.Record(Type.String(), Type.String()) },
      handle: (_context, { params }, _request, reply) => {
        reply.header('cache-control', 'no-cache');
        return Object.fromEntries([...parts.words.all(params.language)].filter(([key]) => !key.startsWith('problem.')));
      },
    }),
    contract({
      method: 'GET',
      path: '/api/country/lists',
      summary: 'Provinces, code lists, purposes, legal bases, organisations',
      tag,
      scope: null,
      answers: {
        200: Type.Object({
          provinces: Type.Array(UnitView),
          ethnicities: Type.Array(Named),
          religions: Type.Array(Named),
          nationalities: Type.Array(Named),
          purposes: Type.Array(
            Type.Object({
              id: Type.String(),
              sentence: Type.String(),
              legalBases: Type.Array(Type.String()),
              fields: Type.Array(Type.String()),
              mode: Type.String(),
            }),
          ),
          legalBases: Type.Array(
            Type.Object({
              id: Type.String(),
              title: Type.String(),
              number: Type.String(),
              article: Type.Optional(Type.String()),
            }),
          ),
          organisations: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String() })),
          fields: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
        }),
      },
      handle: ({ language }) => ({
        provinces: provincesAt(country, parts.clock.today()).map((unit) => view(unit, language)),
        ethnicities: listed(country.ethnicities, language),
        religions: listed(country.religions, language),
        nationalities: listed(country.nationalities, language),
        purposes: [...country.purposes.values()].map((one) => ({
          id: one.id,
          sentence: one.sentence[language] ?? one.id,
          legalBases: one.legalBases,
          fields: one.fields,
          mode: one.mode,
        })),
        legalBases: [...country.legalBases.values()].map((one) => ({
          id: one.id,
          title: offices.legalBasisTitle(one.id, language),
          number: one.number,
          ...(one.article ? { article: one.article } : {}),
        })),
        organisations: [...country.organisations.values()].map((one) => ({
          id: one.id,
          name: offices.organisationName(one.id, language),
          kind: one.kind,
        })),
        fields: FIELDS.map((id) => ({ id, name: parts.words.say(language, `field.${id}`) })),
      }),
    }),
    contract({
      method: 'GET',
      path: '/api/country/provinces/:province/communes',
      summary: 'Communes of a province in force today',
      tag,
      scope: null,
      params: Type.Object({ province: Type.String({ pattern: '^[0-9]{2}$' }) }),
      answers: { 200: Type.Object({ communes: Type.Array(UnitView) }) },
      handle: ({ language }, { params }) => {
        const communes = unitsOf(country, params.province, parts.clock.today());
        if (communes.length === 0) throw new Problem('offices/province-unknown', 404, { pointer: '/province' });
        return { communes: communes.map((unit) => view(unit, language)) };
      },
    }),
    contract({
      method: 'GET',
      path: '/api/country/resolve',
      summary: 'What has become of a unit since a day',
      tag,
      scope: null,
      query: Type.Object({ unit: Type.String({ pattern: '^[0-9]{2,5}$' }), on: Day, at: Type.Optional(Day) }),
      answers: {
        200: Type.Object({
          outcome: Type.String(),
          was: Type.Optional(UnitView),
          candidates: Type.Array(UnitView),
        }),
      },
      handle: ({ language }, { query }) => {
        const resolution = resolveUnit(country, { code: query.unit, asOf: query.on }, query.at ?? parts.clock.today());
        if (resolution.outcome === 'unknown')
          throw new Problem('offices/unit-unknown', 404, { pointer: '/unit', extra: { reason: resolution.reason } });
        const candidates =
          resolution.outcome === 'ambiguous' ? resolution.candidates : 'unit' in resolution ? [resolution.unit] : [];
        const was = 'was' in resolution ? resolution.was : undefined;
        return {
          outcome: resolution.outcome,
          ...(was ? { was: view(was, language) } : {}),
          candidates: candidates.map((unit) => view(unit, language)),
        };
      },
    }),
  ];
}
