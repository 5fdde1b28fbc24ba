/** Which persons: of a part of the table (block ranges), after a key in a commune, or the ones named. */
const WHICH = {
  blocks: 'p.ctid >= $1::tid AND p.ctid < $2::tid',
  commune: 'p.province = $1 AND p.commune = $2 AND p.person > $3::uuid',
  persons: 'p.person = ANY($1::uuid[])',
} as const;
export type FactsOf = keyof typeof WHICH;

/** Places of the record of which the unit and its day are told apart. */
const unitOf = (field: string, column: string) =>
  `r."${field}"->>'unit' AS ${column}, coalesce(r."${field}"->>'on', '') AS ${column}_on`;

/** Not EXISTS: the planner would read all relations of the country for each part of the table. */
const HAS_CHILDREN = `coalesce((SELECT true FROM people.relation k WHERE k.person = p.person AND k.kind = 'child' LIMIT 1), false)`;

/**
 * The register as far as counting needs it: a SELECT with a row for each record that was not merged into another. The columns are
 * the record's fields (JSON where it holds more than a value), numbers, the first act, delays of events in days, the last
 * confirmation, and what records of linked parents and spouse say. Whoever shows a person found with it journals that look.
 * @param which what its parameters mean: `blocks` (two tuple ids), `commune` (province, commune, key), `persons` (keys)
 */
export function selectFacts(which: FactsOf): string {
  return `SELECT p.person, p.province, p.commune, p.life::text AS life, p.birth_from, p.birth_to, p.name_key,
    r.*, i.pin, i.cmnd, a.*,
    greatest(a.acted, (SELECT max(c.said_on) FROM people.confirmation c WHERE c.person = p.person)) AS confirmed,
    ${HAS_CHILDREN} AS children,
    r.father->>'person' AS father_key, r.mother->>'person' AS mother_key, r.spouse->>'person' AS spouse_key,
    fa.birth_from AS father_born, mo.birth_from AS mother_born,
    CASE WHEN mo.life = 'd' THEN mo.record#>>'{death,date}' END AS mother_died,
    so.spouse->>'person' AS spouse_says, so."maritalStatus" AS spouse_status,
    ${unitOf('permanentResidence', 'residence_unit')},
    ${unitOf('birthRegistrationPlace', 'birth_unit')},
    ${unitOf('origin', 'origin_unit')}
  FROM people.person p
  CROSS JOIN LATERAL json_to_record(p.record) AS r (
    name text, "otherName" text, identifiers json, "birthDate" text, sex text, "birthPlace" json, "birthRegistrationPlace" json,
    origin json, ethnicity text, religion text, nationality text[], "bloodGroup" text, documents json, father json, mother json,
    spouse json, "legalRepresentative" json, represented json, "permanentResidence" json, "temporaryResidence" json,
    "currentResidence" json, absence json, "residenceFile" text, "maritalStatus" text, household json, death json, missing json,
    phone text, email text, other text)
  CROSS JOIN LATERAL (
    SELECT max(n.value) FILTER (WHERE n.kind = 'pin' AND n.status = 'active') AS pin,
      max(n.value) FILTER (WHERE n.kind = 'cmnd') AS cmnd
    FROM json_to_recordset(r.identifiers) AS n (kind text, value text, status text)) i
  CROSS JOIN LATERAL (
    SELECT (array_agg(t.kind ORDER BY t.act))[1] AS opened, max(t.recorded_at)::date AS acted,
      max(t.recorded_at::date) FILTER (WHERE t.kind = 'birth') AS birth_told,
      max(t.recorded_at::date - t.valid_from) FILTER (WHERE t.kind = 'birth') AS birth_days,
      max(t.recorded_at::date) FILTER (WHERE t.kind = 'death') AS death_told,
      max(t.recorded_at::date - t.valid_from) FILTER (WHERE t.kind = 'death') AS death_days,
      max(t.recorded_at::date) FILTER (WHERE t.kind = 'marry') AS marry_told,
      max(t.recorded_at::date - t.valid_from) FILTER (WHERE t.kind = 'marry') AS marry_days
    FROM people.act t WHERE t.person = p.person) a
  LEFT JOIN people.person fa ON fa.person = (r.father->>'person')::uuid
  LEFT JOIN people.person mo ON mo.person = (r.mother->>'person')::uuid
  LEFT JOIN people.person sp ON sp.person = (r.spouse->>'person')::uuid AND sp.merged_into IS NULL
  LEFT JOIN LATERAL json_to_record(sp.record) AS so (spouse json, "maritalStatus" text) ON true
  WHERE ${WHICH[which]} AND p.merged_into IS NULL`;
}

/** Groups of more namesakes are a surname's and a year's, not a person's: pairs of them would tell nothing. */
const MOST = 20;
const alive = 'merged_into IS NULL';

/**
 * Two records that may be one person's, each pair from both sides: SELECTs of `person`, `other`.
 * - `name`: name without marks, full birth date and sex are the same, and the mothers' names do not differ
 * - `cmnd`: the same CMND
 * - `parents`: one parent, one given name, one birth date
 */
export const TWINS = {
  name: `WITH twice AS (
      SELECT birth_from, name_key FROM people.person WHERE birth_from = birth_to
      GROUP BY birth_from, name_key HAVING count(*) BETWEEN 2 AND ${MOST})
    SELECT a.person, b.person AS other FROM twice t
    JOIN people.person a ON a.birth_from = t.birth_from AND a.name_key = t.name_key
    JOIN people.person b ON b.birth_from = t.birth_from AND b.name_key = t.name_key
    WHERE a.person <> b.person AND a.sex = b.sex AND a.birth_from = a.birth_to AND b.birth_from = b.birth_to
      AND a.${alive} AND b.${alive}
      AND coalesce(lower(a.record#>>'{mother,name}') = lower(b.record#>>'{mother,name}'), true)`,
  cmnd: `WITH twice AS (
      SELECT value FROM people.identifier WHERE kind = 'cmnd' GROUP BY value HAVING count(*) BETWEEN 2 AND ${MOST})
    SELECT DISTINCT x.person, y.person AS other FROM twice t
    JOIN people.identifier x ON x.value = t.value AND x.kind = 'cmnd'
    JOIN people.identifier y ON y.value = t.value AND y.kind = 'cmnd' AND y.person <> x.person
    JOIN people.person a ON a.person = x.person AND a.${alive}
    JOIN people.person b ON b.person = y.person AND b.${alive}`,
  parents: `WITH twice AS (
      SELECT array_agg(DISTINCT c.person) AS persons FROM people.relation x JOIN people.person c ON c.person = x.other
      WHERE x.kind = 'child' AND c.birth_from = c.birth_to AND c.${alive}
      GROUP BY x.person, c.given_key, c.birth_from HAVING count(DISTINCT c.person) BETWEEN 2 AND ${MOST})
    SELECT DISTINCT a.person, b.person AS other FROM twice t, unnest(t.persons) AS a (person), unnest(t.persons) AS b (person)
    WHERE a.person <> b.person`,
} as const;

/** The table's size in blocks, for `selectFacts('blocks')`. */
export const BLOCKS = "SELECT pg_relation_size('people.person') / current_setting('block_size')::int AS blocks";
