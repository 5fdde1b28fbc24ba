import { TOTP } from 'otpauth';
import type { TestHouse } from '#test';
import { sampleBirth } from '../people/samples.ts';
import { contextOf } from './callers.ts';
import type { Account, AttemptView, Method, Session } from './door.ts';
import { openCode } from './messages.ts';
import { makeAccount, openAttempt, sampleOrigin } from './signIn.samples.ts';
import { addTotp, confirmTotp } from './totp.ts';

/** What tests of signing in share: citizens with accounts, browsers on their way, the codes that were sent. */
export function signInStand(house: () => TestHouse) {
  const attempts = () => house().accounts.attempts;
  const context = () => contextOf(house().kernel, undefined);
  const transact: TestHouse['kernel']['database']['transact'] = (work) => house().kernel.database.transact(work);
  const query = async <Row extends object>(text: string, values: unknown[]) =>
    (await house().kernel.database.pool.query<Row>(text, values)).rows;
  const code = (name: string) => ({ code: `accounts/${name}` });
  const minute = 60_000;
  const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)));

  /** A citizen of the register with a level 2 account; what was typed at a sign-in is the personal number. */
  async function citizen(): Promise<{ pin: string; account: Account }> {
    const { body } = await house().ask<{ person: string; pin: string }>('hanoi-officer', 'POST', '/api/people/acts/birth', sampleBirth()); // biome-ignore format: one line
    return { pin: body.pin, account: await makeAccount(house(), { person: body.person }) };
  }
  const nobody = '001199999999';
  let networks = 0;
  /** Every attempt from a network of its own, so that tests do not use up each other's allowance. */
  function begin(wanted: Session['assurance'] = 'low', account?: string) {
    networks += 1;
    const network = `198.${Math.floor(networks / 250)}.${networks % 250}`;
    return openAttempt(house(), wanted, { ...(account ? { account } : {}), origin: { ...sampleOrigin, network } });
  }
  async function identified(identifier: string, wanted: Session['assurance'] = 'low') {
    const { attempt, browser } = await begin(wanted);
    const view = await attempts().identify(attempt, browser, identifier);
    return {
      attempt,
      browser,
      view,
      choose: (method: Method) => attempts().choose(attempt, browser, method, 'en'),
      prove: (answer: string) => attempts().prove(attempt, browser, answer),
    };
  }
  /** The code of the newest message to an account. */
  async function sentCode(account: string): Promise<string> {
    const [row] = await query<{ body: { sealed: string } }>(
      "SELECT body FROM accounts.message WHERE account = $1 AND body->>'template' = 'sign-in-code' ORDER BY made_at DESC, message DESC LIMIT 1",
      [account],
    );
    return openCode(house().kernel.keys, row!.body.sealed);
  }
  async function withTotp(account: string): Promise<TOTP> {
    const { id, secret } = await transact((transaction) =>
      addTotp(house().kernel, transaction, account, { label: 'app', name: 'me' }),
    );
    const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
    const past = totp.generate({ timestamp: Date.now() - 30_000 });
    await transact((transaction) => confirmTotp(house().kernel, transaction, context(), account, id, past));
    return totp;
  }
  const wrongCode = (right: string) => (right === '000000' ? '000001' : '000000');
  const isDone = ({ step }: AttemptView) => step === 'done';

  return {
    attempts,
    context,
    transact,
    query,
    code,
    minute,
    times,
    citizen,
    nobody,
    begin,
    identified,
    sentCode,
    withTotp,
    wrongCode,
    isDone,
  };
}
