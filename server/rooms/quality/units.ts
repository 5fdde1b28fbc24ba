import { type Context, requireArea } from '#kernel';
import { provincesAt, unitAt } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { NONE, placeOf } from './model.ts';
import { problems } from './problems.ts';

/** A commune, or the persons of a province who have none. */
export interface Place {
  unit: string;
  province: string;
  commune: string;
}

/** What a figure is about, and of which unit it is a part. @throws Problem quality/unit-unknown */
export function readUnit(offices: Offices, today: string, unit: string): { unit: string; parent?: string } {
  const { country } = offices;
  if (unit === '') return { unit };
  if (unit === NONE || provincesAt(country, today).some(({ code }) => code === unit)) return { unit, parent: '' };
  const place = findPlace(offices, today, unit);
  if (!place) throw problems['unit-unknown']();
  return { unit, parent: place.province || NONE };
}

function findPlace({ country }: Offices, today: string, unit: string): Place | undefined {
  const found = placeOf(unit, (commune) => {
    const known = unitAt(country, commune, today);
    return known?.level === 'commune' ? known.province : undefined;
  });
  return found && { unit, province: found[0], commune: found[1] };
}

/** A unit within the caller's area; without one, the area itself. @throws Problem kernel/out-of-area, quality/unit-unknown */
export function requireUnit(
  offices: Offices,
  context: Context,
  asked: string | undefined,
): { unit: string; parent?: string } {
  const found = readUnit(offices, context.clock.today(), asked ?? context.caller.area ?? '');
  requireArea(
    context.caller,
    [found.unit, found.parent ?? ''].filter((code) => code !== ''),
  );
  return found;
}

/** A place of the lowest level within the caller's area. @throws Problem kernel/out-of-area, quality/unit-unknown */
export function requirePlace(offices: Offices, context: Context, unit: string): Place {
  const place = findPlace(offices, context.clock.today(), unit);
  if (!place) throw problems['unit-unknown']();
  requireArea(
    context.caller,
    [place.province, place.commune].filter((code) => code !== ''),
  );
  return place;
}
