import type { Context } from '#kernel';
import type { Offices } from '#rooms/offices';
import { problems } from './problems.ts';
import type { RunRow, Sight } from './store.ts';

/** Who sends: an office by its area, or an organisation. */
export type Sender = Pick<RunRow, 'sender' | 'province' | 'commune' | 'area' | 'organisation'>;

/** The country's own office, where nothing smaller sends. */
export const COUNTRY = 'country';

/** @throws Problem collection/sender-missing */
export function senderOf(offices: Offices, { caller }: Context): Sender {
  const { area, organisation } = caller;
  if (area !== undefined) return officeSender(offices, area);
  if (!organisation) throw problems['sender-missing']();
  return { sender: organisation, province: '', commune: '', area: null, organisation };
}

/** @param area '' the country. @throws Problem collection/area-unknown */
export function officeSender(offices: Offices, area: string): Sender {
  if (area === '') return { sender: COUNTRY, province: '', commune: '', area: '', organisation: null };
  if (!offices.unitExists(area, undefined)) throw problems['area-unknown']({ values: { area } });
  const place = offices.areaOf({ unit: area });
  return { sender: area, ...place, area, organisation: null };
}

/** A sender by its name as a folder or an option gives it: the code of an area, `country`, or an organisation's id. */
export function namedSender(offices: Offices, name: string): Sender {
  if (offices.findOrganisation(name))
    return { sender: name, province: '', commune: '', area: null, organisation: name };
  return officeSender(offices, name === COUNTRY ? '' : name);
}

export function senderName(offices: Offices, sender: string, language: string): string {
  if (sender === COUNTRY) return offices.areaName('', language);
  return offices.findOrganisation(sender)
    ? offices.organisationName(sender, language)
    : offices.areaName(sender, language);
}

/** A sender sees the own runs; who reviews sees those of the offices in the area too. */
export function sightOf(offices: Offices, context: Context): Sight {
  const { sender } = senderOf(offices, context);
  const { scopes, area } = context.caller;
  return { sender, area: scopes.has('collection.review') ? area : undefined };
}

export function maySee({ sender, area }: Sight, run: Pick<RunRow, 'sender' | 'province' | 'commune'>): boolean {
  return (
    run.sender === sender || area === '' || (area !== undefined && (run.province === area || run.commune === area))
  );
}
