export { blind, holdsEntry, KEY_BYTES, type Place, placeOf, SALT_BYTES } from './blind.ts';
export { type Membership, type MembershipClaim, provePage, verifyMembership } from './prove.ts';
export { type BlindSet, buildSet, ENTRY_BYTES } from './set.ts';
