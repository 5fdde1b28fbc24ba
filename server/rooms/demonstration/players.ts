import { randomBytes } from 'node:crypto';
import { type Context, createContext, type Kernel, newId, Problem } from '#kernel';
import type { Accounts } from '#rooms/accounts';
import type { Officials } from '#rooms/officials';
import type { Persona } from './personas.ts';

export interface Players {
  /** The persona's account, made where it is missing; an official that rests is woken. */
  accountOf(persona: Persona): Promise<string>;
  /** Signs a persona in without a browser. @returns the value of the cookie `dancu-session` */
  openSession(persona: Persona): Promise<string>;
}

const ORIGIN = { device: '', network: '' };
const always = { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] };

/** Personas are people with accounts like everybody's; only how they prove who they are is the demonstration's own. */
export function createPlayers(
  kernel: Kernel,
  { accounts, officials }: { accounts: Accounts; officials: Officials },
): Players {
  async function make(persona: Persona): Promise<string> {
    const { id, kind, name, person, role, area, organisation } = persona;
    const work =
      kind === 'citizen'
        ? async () => {
            const account = await kernel.database.transact((transaction) =>
              accounts.createAccount(transaction, contextOf(kernel), {
                ...{ kind: 'citizen', actor: person!, person: person!, name, level: 2, state: 'active' },
                language: kernel.words.languages[0]!,
              }),
            );
            await giveAddress(kernel, account.account, id);
            return account;
          }
        : () =>
            kernel.database.transact((transaction) =>
              officials.install(transaction, contextOf(kernel), {
                ...{ official: id, name, role, hours: always },
                ...(organisation ? { organisation } : { area: area ?? '' }),
              }),
            );
    try {
      return (await work()).account;
    } catch (error) {
      // Another process of the same demonstration was quicker.
      const known =
        error instanceof Problem && error.code.endsWith('-exists')
          ? await accounts.findAccountOf(person ?? id)
          : undefined;
      if (known) return known.account;
      throw error;
    }
  }

  async function accountOf(persona: Persona): Promise<string> {
    const known = await accounts.findAccountOf(persona.person ?? persona.id);
    if (!known) return make(persona);
    // The demonstration's clock may have been moved by years: whoever plays an official must not find them idle.
    if (persona.kind !== 'citizen' && (await officials.postsOf(known)).length === 0) return make(persona);
    return known.account;
  }

  return {
    accountOf,
    async openSession(persona) {
      const account = await accountOf(persona);
      const [attempt, browser] = [newId(), randomBytes(32).toString('base64url')];
      await accounts.attempts.open({ attempt, browser, wanted: 'low', origin: ORIGIN });
      const factor = { method: 'persona', at: kernel.clock.now().toISOString() } as const;
      await accounts.attempts.vouch(attempt, browser, account, factor);
      const [post] = await officials.postsOf(await accounts.attempts.accountOf(attempt, browser));
      const { session } = await accounts.attempts.finish(attempt, browser, ORIGIN, post);
      return accounts.sealSession(session);
    },
  };
}

/** An address at a name that no mail reaches (RFC 2606), so that messages to the persona can be shown. */
async function giveAddress(kernel: Kernel, account: string, persona: string): Promise<void> {
  await kernel.database.pool.query(
    `INSERT INTO accounts.contact (account, contact, kind, value, added_at, proved_at) VALUES ($1, $2, 'email', $3, $4, $4)`,
    [account, newId(), `${persona}@dancu.example`, kernel.clock.now()],
  );
}

/** The author of what the demonstration does by itself. */
export function contextOf({ clock, words }: Pick<Kernel, 'clock' | 'words'>, changes: Partial<Context> = {}): Context {
  const caller = { kind: 'official', id: 'demonstration', scopes: new Set<string>() } as const;
  return { ...createContext(clock, caller, { language: words.languages[0]! }), ...changes };
}
