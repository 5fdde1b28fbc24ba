import { setKeeper } from '../api.ts';
import { whenForgotten } from '../offline.ts';
import type { Session } from '../session.ts';
import { createKeeper, keepAnswer } from './kept.ts';
import { watchLine } from './line.ts';
import { forgetLeft, forgetSent, readOutbox, setReady } from './outbox.ts';
import { openVault, resumeVault, sealVault, type Vault } from './vault.ts';

const SENT_SHOWN_MS = 8 * 3_600_000;

/**
 * Makes an officer's desk keep what it reads, before anything is asked.
 * @returns what to do once it is known who is here: opens the officer's vault and sends what waits in it
 */
export function beginDesk(): (session: Session, online: boolean) => Promise<void> {
  let settle: (vault: Vault | undefined) => void = () => {};
  const ready = new Promise<Vault | undefined>((resolve) => {
    settle = resolve;
  });
  setReady(false);
  setKeeper(createKeeper(ready));
  whenForgotten(sealVault);
  return async (session, online) => {
    const { caller } = session;
    try {
      // Without a line the vault is what said who is here.
      const vault = caller && (online ? await openVault(caller.id) : await resumeVault());
      settle(vault ?? undefined);
      if (!vault) return;
      if (online) await keepAnswer('/api/session', session);
      await readOutbox();
      await forgetSent(Date.now() - SENT_SHOWN_MS);
      await forgetLeft();
      watchLine();
    } catch {
      // No storage (a private window), or a secret that does not open: the desk works as before, with a line only.
      settle(undefined);
    } finally {
      setReady(true);
    }
  };
}
