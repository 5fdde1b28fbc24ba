import type { Page } from 'playwright-core';

/** A phone or computer with a reader for fingers, as Chromium plays it; it says yes to whatever asks. */
export interface Authenticator {
  holdFinger(there: boolean): Promise<void>;
  takeAway(): Promise<void>;
}

/** @param backedUp its maker keeps a copy of its keys: strong, and not the strongest */
export async function giveAuthenticator(page: Page, { backedUp = false } = {}): Promise<Authenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: backedUp,
      defaultBackupState: backedUp,
    },
  });
  return {
    async holdFinger(enabled) {
      await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
    async takeAway() {
      await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}
