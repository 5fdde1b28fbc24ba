import { closesAt, midnightAfter, type OfficeHours, type Role, unitAt } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { problems } from './problems.ts';

/** Days without a sign-in after which an official's account rests until two others wake it: nobody would miss it if it were taken over. */
export const IDLE_DAYS = 45;
/** Months that a post is good for without somebody having said that it is still needed. */
export const REVIEW_MONTHS = 6;
/** Days in which a second person decides a proposal. */
export const PROPOSAL_DAYS = 7;
/** Hours in which the official comes with the device and the code. */
export const CODE_HOURS = 72;

/** A staff number; shorter than a person's key, which it must never be taken for. */
export const STAFF_NUMBER = '^[A-Za-z0-9][A-Za-z0-9._-]{1,29}$';

export type OfficialState = 'invited' | 'active' | 'suspended' | 'left';

/** What a post is worth now; `closed`: out of its hours. */
export type PostState = 'open' | 'closed' | 'early' | 'over' | 'unreviewed' | 'ended';

export interface Post {
  official: string;
  post: string;
  role: string;
  area: string | undefined;
  organisation: string | undefined;
  hours: OfficeHours | undefined;
  /** `YYYY-MM-DD`. */
  validFrom: string;
  /** First day no longer. */
  validTo: string | undefined;
  givenBy: string;
  givenAt: string;
  reviewedAt: string;
  reviewedBy: string | undefined;
  endedAt: string | undefined;
  endedBy: string | undefined;
  endedWhy: string | undefined;
}

/** When and where a post is looked at. */
export interface Moment {
  now: Date;
  /** `YYYY-MM-DD` in the country. */
  today: string;
  timeZone: string;
}

/** When somebody must have said anew that the post is needed, ISO 8601. */
export function reviewDueAt(post: Pick<Post, 'reviewedAt'>): string {
  const due = new Date(post.reviewedAt);
  const day = due.getUTCDate();
  due.setUTCMonth(due.getUTCMonth() + REVIEW_MONTHS);
  // Six months after 31 August there is no 31st: the last day of that month, not the first of the next.
  if (due.getUTCDate() !== day) due.setUTCDate(0);
  return due.toISOString();
}

export function isIdle(official: { madeAt: string; lastSeenAt: string | undefined }, now: Date): boolean {
  return now.getTime() - Date.parse(official.lastSeenAt ?? official.madeAt) > IDLE_DAYS * 86_400_000;
}

/** Hours of a post: its own, or those of its role. */
export function hoursOf(
  post: Pick<Post, 'hours' | 'role'>,
  offices: Pick<Offices, 'country'>,
): OfficeHours | undefined {
  const { roles, facts } = offices.country;
  return post.hours ?? facts.officeHours.find(({ id }) => id === roles.get(post.role)?.hours);
}

/** Whether a post can be taken up, and until when a session that does so may live. */
export function judgePost(
  post: Post,
  offices: Pick<Offices, 'country'>,
  { now, today, timeZone }: Moment,
): { state: PostState; until?: string } {
  if (post.endedAt !== undefined) return { state: 'ended' };
  if (post.validTo !== undefined && post.validTo <= today) return { state: 'over' };
  if (post.validFrom > today) return { state: 'early' };
  const reviewDue = Date.parse(reviewDueAt(post));
  if (reviewDue <= now.getTime()) return { state: 'unreviewed' };
  const hours = hoursOf(post, offices);
  const closes = hours ? closesAt(hours, now, timeZone) : undefined;
  if (closes === undefined) return { state: 'closed' };
  const tomorrow = midnightAfter(now, timeZone);
  const ends = post.validTo === dayAfter(today) ? tomorrow : Number.POSITIVE_INFINITY;
  return { state: 'open', until: new Date(Math.min(closes, reviewDue, ends)).toISOString() };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

export interface PlaceOfPost {
  role: string;
  area?: string | undefined;
  organisation?: string | undefined;
}

/**
 * A post is a role in an area of the role's kind; a province's role may be held for the whole country.
 * @throws Problem officials/role-unknown, officials/area-wrong, officials/organisation-wrong
 */
export function checkPlace(offices: Offices, { role, area, organisation }: PlaceOfPost, today: string): Role {
  const known = offices.country.roles.get(role);
  if (!known || known.area === 'self') throw problems['role-unknown']({ pointer: '/post/role' });
  if (known.area === 'organisation') {
    if (!organisation || area !== undefined || !offices.findOrganisation(organisation))
      throw problems['organisation-wrong']({ pointer: '/post/organisation' });
    return known;
  }
  if (organisation !== undefined) throw problems['organisation-wrong']({ pointer: '/post/organisation' });
  const level = area ? unitAt(offices.country, area, today)?.level : undefined;
  const fits = {
    country: area === '',
    province: area === '' || level === 'province',
    commune: level === 'commune',
  }[known.area];
  if (!fits) throw problems['area-wrong']({ pointer: '/post/area' });
  return known;
}
