import type { Entry } from '#kernel';
import { openTestHouse, type TestHouse, type TestOptions } from '#test';
import {
  type AuthenticatorTraits,
  createVirtualAuthenticator,
  type VirtualAuthenticator,
} from '../accounts/passkeys.samples.ts';

export const one = 'test-administrator';
export const other = 'other-administrator';
const DAY = 86_400_000;

export interface Answer {
  code: string;
  proposal: string;
  state: string;
  journal: string;
  codeExpiresAt: string;
}

/** A house with two administrators, and the few acts that every test about officials begins with. */
export async function openStand(options: TestOptions = {}) {
  const house: TestHouse = await openTestHouse(options);
  const { ask } = house;
  let made = 0;
  const newNumber = () => `SO-${String(++made).padStart(4, '0')}`;
  const device = (traits: Omit<Partial<AuthenticatorTraits>, 'origin'> = {}) =>
    createVirtualAuthenticator({ origin: house.kernel.config.origin, ...traits });

  const propose = (body: object, by = one) => ask<Answer>(by, 'POST', '/api/officials/proposals', body);
  const decide = (proposal: string, confirm = true, by = other) =>
    ask<Answer>(by, 'POST', `/api/officials/proposals/${proposal}/decide`, { confirm });

  async function agree(body: object): Promise<Answer> {
    const { body: proposed } = await propose(body);
    const { status, body: decided } = await decide(proposed.proposal);
    if (status !== 200) throw new Error(`${status} ${decided.code}`);
    return decided;
  }

  async function begin(official: string, code: string) {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/enrolments/options',
      payload: { official, code },
    });
    return { status: answer.statusCode, body: answer.json<{ options: object; name: string; code: string }>() };
  }
  async function send(official: string, code: string, response: object) {
    const payload = { official, code, label: 'Desk computer 3', response };
    const answer = await house.app.inject({ method: 'POST', url: '/api/enrolments', payload });
    return { status: answer.statusCode, body: answer.json<{ code: string; journal: string }>() };
  }
  async function enrol(official: string, code: string, authenticator: VirtualAuthenticator = device()) {
    const { body } = await begin(official, code);
    return send(official, code, authenticator.create(body.options));
  }

  /** Signs in as an official does: by the passkey of the device, in the first post that is open. */
  async function signIn(official: string, authenticator: VirtualAuthenticator): Promise<string> {
    const { attempts } = house.accounts;
    const [attempt, browser] = [crypto.randomUUID(), crypto.randomUUID()];
    const origin = { device: '', network: '192.0.2' };
    await attempts.open({ attempt, browser, wanted: 'high', origin });
    await attempts.provePasskey(attempt, browser, authenticator.get(await attempts.passkeyOptions(attempt, browser)));
    const [post] = await postsOf(official);
    const { session } = await attempts.finish(attempt, browser, origin, post);
    return `dancu-session=${house.accounts.sealSession(session)}`;
  }
  const accountOf = async (official: string) => (await house.accounts.findAccountOf(official))!;
  const postsOf = async (official: string) => house.officials.postsOf(await accountOf(official));
  const restOf = async (official: string) => house.officials.restOf(await accountOf(official));

  /** @returns status of a request with a cookie, of an officer of Ba Đình */
  const read = async (cookie: string, url = '/api/people/figures') =>
    (await house.app.inject({ url, headers: { cookie } })).statusCode;

  return {
    house,
    newNumber,
    device,
    propose,
    decide,
    agree,
    begin,
    send,
    enrol,
    signIn,
    postsOf,
    restOf,
    read,
    /** A new official of the wanted role, enrolled, with the device. */
    async hire(post: object = { role: 'registration-officer', area: '00004', hours: always }) {
      const official = newNumber();
      const { code } = await agree({ kind: 'official', official, name: `Lê Văn ${official}`, post });
      const authenticator = device();
      const { status } = await enrol(official, code, authenticator);
      if (status !== 201) throw new Error(`enrolment: ${status}`);
      return { official, authenticator };
    },
    /** Runs work at another time of the same house. */
    async at<Result>(instant: string | number, work: () => Promise<Result>): Promise<Result> {
      const to = typeof instant === 'number' ? Date.now() + instant * DAY : Date.parse(instant);
      house.kernel.clock.moveBy(to - Date.now());
      try {
        return await work();
      } finally {
        house.kernel.clock.moveBy(0);
      }
    },
    /** Lines of this room about an official, in the order of writing. */
    async linesAbout(official: string): Promise<Entry[]> {
      const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
        "SELECT lines FROM kernel.journal_block WHERE lines LIKE '%' || $1 || '%'",
        [`"official":"${official}"`],
      );
      return rows
        .flatMap(({ lines }) => lines.split('\n').map((line) => JSON.parse(line) as Entry))
        .filter((line) => line.room === 'officials' && line.data?.official === official)
        .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
    },
    query: async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
      (await house.kernel.database.pool.query<Row>(text, values)).rows,
  };
}

export const always = { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] };
