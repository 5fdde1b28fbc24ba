import assert from 'node:assert/strict';
import type { TestHouse } from '#test';
import type { Origin } from './door.ts';
import { newPhone, type Signed, signedIn } from './life.samples.ts';
import { openAttempt } from './signIn.samples.ts';

let networks = 0;

/** What tests of the ways back share: an owner with trusted persons, who begins, who decides, who enters. */
export function recoveryStand(house: () => TestHouse) {
  const elsewhere = (): Origin => ({ device: 'Chromium on Android', network: `203.1.${++networks}` });
  const begin = (pin: string) => house().accounts.recovery.begin(pin, elsewhere());

  /** An owner with a telephone and three trusted persons. */
  async function withTrusted(count = 3): Promise<{ owner: Signed; phone: string; friends: Signed[] }> {
    const phone = newPhone();
    const owner = await signedIn(house(), { phone });
    const friends: Signed[] = [];
    for (let index = 0; index < count; index += 1) {
      const friend = await signedIn(house(), { phone: newPhone(), name: `Phạm Văn Bạn` });
      friends.push(friend);
      assert.equal((await owner.own('POST', '/api/me/trusted', { identifier: friend.pin })).status, 201);
    }
    return { owner, phone, friends };
  }
  const decide = (friend: Signed, recovery: string, decision: 'confirm' | 'refuse') =>
    friend.own('POST', `/api/me/trusted-for/${recovery}`, { decision });
  /** Signs in with the code of a recovery. @returns the session's cookie, or what the attempt refused for */
  async function enterWith(pin: string, code: string): Promise<{ cookie?: string; refusal?: string | undefined }> {
    const { attempts } = house().accounts;
    const origin = elsewhere();
    const { attempt, browser } = await openAttempt(house(), 'low', { origin });
    await attempts.identify(attempt, browser, pin);
    await attempts.choose(attempt, browser, 'recovery', 'en');
    const view = await attempts.prove(attempt, browser, code);
    if (view.step !== 'done') return { refusal: view.refusal };
    const { session } = await attempts.finish(attempt, browser, origin);
    return { cookie: `dancu-session=${house().accounts.sealSession(session)}` };
  }
  return { elsewhere, begin, withTrusted, decide, enterWith };
}
