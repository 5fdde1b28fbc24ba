import type { RecordDraft } from '#libs/intake';
import { type Clean, createScorer, decide, type Reason, vietnamesePerson } from '#libs/linkage';
import type { Offices } from '#rooms/offices';
import { activePin, type PersonRecord, type Place, type StoredPerson } from '#rooms/people';
import { COSTS, MOST_CANDIDATES } from './model.ts';

/** Somebody in the register who may be the person of a row, with the explained score. */
export interface Candidate {
  readonly person: string;
  readonly probability: number;
  /** Bits. */
  readonly weight: number;
  readonly because: readonly Reason[];
}

export interface Judged {
  readonly decision: 'link' | 'review' | 'new';
  /** Best first; those who are as good as certainly somebody else are left out. */
  readonly candidates: readonly Candidate[];
}

/** Whether candidate and row name the same personal number. */
export function sharesNumber({ because }: Candidate): boolean {
  return because.some(({ field, level }) => field === 'pin' && level === 'same');
}

export type Comparer = ReturnType<typeof createComparer>;

/**
 * Compares rows with records. @param prior how likely a record is the row's before anything is compared: one in as many as there are
 */
export function createComparer(offices: Offices, prior: number) {
  /** By the code of the unit that holds the ground today: files and records name it on thousands of days. */
  const names = new Map<string, string>();
  /** By a code that was written since the newest reform, which means one unit whatever the day. */
  const since = new Map<string, string>();
  const newest = offices.country.units.reforms.reduce((latest, { date }) => (date > latest ? date : latest), '');
  const scorer = createScorer(vietnamesePerson);

  /** The name of the ground today: old and new names of one place are the same. */
  function placeName(place: Place | undefined): string | undefined {
    if (!place) return undefined;
    if (!place.unit) return place.country ?? place.text;
    const isNew = place.on !== undefined && place.on >= newest;
    const known = isNew ? since.get(place.unit) : undefined;
    if (known !== undefined) return known || undefined;
    const { province, commune } = offices.areaOf(place);
    const code = commune || province;
    let name = names.get(code);
    if (name === undefined) {
      name = [commune, province]
        .filter((one) => one !== '')
        .map((one) => offices.areaName(one, offices.country.facts.languages[0]!))
        .join(' ');
      names.set(code, name);
    }
    if (isNew) since.set(place.unit, name);
    return name || undefined;
  }

  /** What is compared of a row, or of a record. */
  function read(one: RecordDraft | PersonRecord): Clean {
    const number = (kind: string) => one.identifiers?.find((identifier) => identifier.kind === kind)?.value;
    const pin = 'documents' in one ? activePin(one) : number('pin');
    return scorer.clean({
      name: one.name,
      birthDate: one.birthDate,
      sex: one.sex === 'undetermined' ? undefined : one.sex,
      birthPlace: placeName(one.birthPlace ?? one.birthRegistrationPlace),
      residence: placeName(one.permanentResidence),
      fatherName: one.father?.name,
      motherName: one.mother?.name,
      pin,
      oldNumber: number('cmnd'),
      phone: one.phone,
    });
  }

  function judge(row: Clean, others: readonly { person: string; compared: Clean }[]): Judged {
    const candidates = others
      .map(({ person, compared }): Candidate => ({ person, ...scorer.score(row, compared, prior) }))
      .filter((one) => decide(one, COSTS) !== 'new')
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_CANDIDATES);
    const [best, second] = candidates;
    if (!best) return { decision: 'new', candidates };
    // Two who both fit are for a person to tell apart, unless the number is of one of them.
    const sure = decide(best, COSTS) === 'link' && (!second || (sharesNumber(best) && !sharesNumber(second)));
    return { decision: sure ? 'link' : 'review', candidates };
  }

  return {
    read,
    score: (row: Clean, other: Clean) => scorer.score(row, other, prior),
    judge,
    judgeStored(draft: RecordDraft, stored: readonly StoredPerson[]): Judged {
      const others = stored.filter(({ mergedInto }) => mergedInto === null);
      if (others.length === 0) return { decision: 'new', candidates: [] };
      return judge(
        read(draft),
        others.map(({ person, record }) => ({ person, compared: read(record) })),
      );
    },
  };
}
