/** Kinds of security events that a citizen's account can have; their names are the words `event.<kind>`. */
export const EVENT_KINDS = [
  'signed-in', 'sign-in-failed', 'session-ended', 'acting-changed', 'language-chosen',
  'authenticator-added', 'authenticator-removed', 'authenticator-locked', 'authenticator-unlocked',
  'contact-added', 'contact-removed', 'approval-asked', 'approval-decided', 'consent-given', 'consent-withdrawn',
  'trusted-named', 'trusted-removed', 'recovery-begun', 'recovery-confirmed', 'recovery-refused', 'recovered',
  'data-consent-asked', 'data-consent-answered', 'data-consent-ended', 'represented-consented', 'represented-withdrew', 'acted-for',
  'mandate-offered', 'mandate-given', 'mandate-ended', 'guardianship-found', 'guardian-consented', 'ward-consented', 'ward-withdrawn', 'opened', 'activated', 'level-raised',
  'account-locked', 'account-unlocked', 'account-closed', 'account-reopened',
] as const; // biome-ignore format: by what they are about
