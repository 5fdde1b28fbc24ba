/** The room's tables; there is no way to name another room's. */
export interface PeopleSchema {
  'people.person': {
    person: string;
    version: number;
    life: string;
    sex: string;
    birth_from: string;
    birth_to: string;
    province: string;
    commune: string;
    name_key: string;
    given_key: string;
    merged_into: string | null;
    recorded_at: Date | string;
    record: string;
  };
  'people.act': {
    person: string;
    act: string;
    kind: string;
    valid_from: string;
    recorded_at: Date | string;
    retracts: string | null;
    legal_basis: string;
    office: string;
    officer: string;
    evidence: string;
    changes: string;
  };
  'people.identifier': {
    value: string;
    kind: string;
    person: string;
    status: string;
    valid_from: string;
    valid_to: string | null;
  };
  'people.relation': { person: string; kind: string; other: string };
  'people.household': { household: string; commune: string; address: string; file: string };
  'people.member': { household: string; person: string };
  'people.former': { household: string; person: string };
  'people.given': { given_key: string };
}
