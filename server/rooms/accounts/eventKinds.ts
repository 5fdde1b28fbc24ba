/**
 * What happens to an account. `told`: a message to every proved contact at once, so that an act that was not the owner's is
 * seen by the owner. `listed`: it stands in the owner's list; a message about each would teach people not to read them.
 */
const kinds = {
  opened: 'listed',
  activated: 'told',
  'level-raised': 'told',
  // From a new device it is told too (`recordEvent`).
  'signed-in': 'listed',
  'sign-in-failed': 'listed',
  'session-ended': 'listed',
  'acting-changed': 'listed',
  'language-chosen': 'listed',
  'authenticator-added': 'told',
  'authenticator-removed': 'told',
  'authenticator-locked': 'told',
  'authenticator-unlocked': 'told',
  'account-locked': 'told',
  'account-unlocked': 'told',
  'account-closed': 'told',
  'account-reopened': 'told',
  'contact-added': 'told',
  'contact-removed': 'told',
  'recovery-begun': 'told',
  'recovery-confirmed': 'told',
  'recovery-refused': 'told',
  recovered: 'told',
  'trusted-named': 'told',
  'trusted-removed': 'told',
  'approval-asked': 'listed',
  'approval-decided': 'listed',
  'consent-given': 'listed',
  'consent-withdrawn': 'listed',
  'guardian-consented': 'told',
  'ward-consented': 'told',
  'ward-withdrawn': 'told',
  'data-consent-asked': 'told',
  'data-consent-answered': 'told',
  'data-consent-ended': 'told',
  'represented-consented': 'told',
  'represented-withdrew': 'told',
  'acted-for': 'told',
  'mandate-offered': 'told',
  'mandate-given': 'told',
  'mandate-ended': 'told',
  'guardianship-found': 'told',
  'post-given': 'told',
  'post-ended': 'told',
  'post-reviewed': 'listed',
} as const satisfies Record<string, 'told' | 'listed'>;

export type SecurityEvent = keyof typeof kinds;

/** What the owner of an account can read for at least five years. */
export const EVENTS = Object.keys(kinds) as readonly SecurityEvent[];

/** Is every proved contact told at once? A sign-in is where it came from a device that was not seen before. */
export function isTold(event: SecurityEvent, data: Readonly<Record<string, unknown>>): boolean {
  return kinds[event] === 'told' || (event === 'signed-in' && data.newDevice === true);
}
