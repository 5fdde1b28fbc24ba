import { activePin, areaPath, type StoredPerson } from '#rooms/people';
import type { Part } from './engine/matcher.ts';
import type { Parts } from './parts.ts';

/** Who somebody is, as it stands beside samples. */
export function describePerson({ offices }: Pick<Parts, 'offices'>, language: string, stored: StoredPerson) {
  const { person, record } = stored;
  const pin = activePin(record);
  const area = areaPath(stored).at(-1);
  return {
    ...{ person, name: record.name, birthDate: record.birthDate, sex: record.sex },
    ...(pin ? { pin } : {}),
    ...(area ? { areaName: offices.areaName(area, language) } : {}),
    ...(stored.mergedInto ? { mergedInto: stored.mergedInto } : {}),
  };
}

/** What spoke for a candidate, the loudest first. */
export function explainParts(parts: readonly Part[]) {
  return parts
    .map(({ modality, position, score, says }) => ({
      ...{ modality, score: Math.round(score), says },
      ...(position === undefined ? {} : { place: position }),
    }))
    .sort((left, right) => right.score - left.score);
}

/** All parts together: the same person, another one, or neither said. */
export function concludeParts(parts: readonly Part[]): Part['says'] {
  if (parts.every(({ says }) => says === 'other')) return 'other';
  return parts.some(({ says }) => says === 'same') && !parts.some(({ says }) => says === 'other') ? 'same' : 'unsure';
}
