import { describeEntry, isId, newId, type Transaction } from '#kernel';
import { compareName } from '#libs/names';
import { ageOn, findHolders, type Holder, readPerson } from '#rooms/people';
import { contextOf } from './callers.ts';
import { insertProvedContact, readContactValue, spendOnContact, TRIES } from './contacts.ts';
import type { AccountKind, Activation, ActivationGiven, ContactKind, Origin } from './door.ts';
import { electronicIdentity, recordEvent, tellOwner } from './events.ts';
import { normalizeIdentifier } from './identifiers.ts';
import { levelTime } from './levelTime.ts';
import type { Life } from './life.ts';
import { channelOf, queueMessage, sealCode } from './messages.ts';
import { problems } from './problems.ts';
import { drawDigits, hashForBucket, isCode, sealDigits } from './secretCodes.ts';
import { readAccountOf } from './store.ts';

const CODE_MINUTES = 10;

interface Row {
  person: string | null;
  contact_kind: ContactKind;
  contact: string;
  language: string;
  code: Buffer;
}

/** Identifiers that electronic identity goes by (Decree 69/2024/NĐ-CP, articles 7 and 8: citizens and foreigners). */
const kinds: ReadonlySet<string> = new Set(['pin', 'foreigner-number', 'identity-certificate']);

/** Does what was said fit this holder of the number? The name may lack its marks, as telephones write it; no more. */
export function fitsRegister(given: Pick<ActivationGiven, 'name' | 'birthDate'>, holder: Holder): boolean {
  const { record } = holder;
  if (!kinds.has(holder.kind) || holder.status !== 'active' || holder.life !== 'alive' || record.mergedInto)
    return false;
  const { verdict, why } = compareName(given.name.slice(0, 150), record.name);
  return record.birthDate === given.birthDate && (verdict === 'yes' || why === 'diacritics');
}

/** Who has only a foreigner's number is not a citizen. */
export function kindOf(record: Holder['record']): AccountKind {
  const active = record.identifiers.filter((one) => one.status === 'active');
  const foreign = active.some((one) => one.kind === 'foreigner-number');
  return foreign && !active.some((one) => one.kind === 'pin') ? 'foreigner' : 'citizen';
}

/** Accounts opened from afar: level 1. */
export function createActivation(life: Life): Activation {
  const { database, clock, keys, words } = life.kernel;
  const { spend } = life.accounts;
  const { guardianConsentBelow } = life.offices.country.facts.ages;

  /** Whom the words fit and who may have an account by them. */
  async function findPerson(
    transaction: Transaction,
    given: ActivationGiven,
    origin: Origin,
  ): Promise<string | undefined> {
    const identifier = normalizeIdentifier(given.identifier);
    const holders = (await findHolders(transaction.client, [identifier])).get(identifier) ?? [];
    const holder = holders.find((one) => fitsRegister(given, one));
    transaction.append(
      describeEntry(contextOf(life.kernel, undefined, given.language), {
        kind: 'look',
        room: 'accounts',
        type: 'accounts.activation',
        subjects: holders.map((one) => one.person),
        fields: ['name', 'birthDate'],
        ...electronicIdentity,
        data: { outcome: holder ? 'yes' : 'no' },
      }),
    );
    const account = await readAccountOf(transaction.client, holder?.person ?? identifier);
    if (!holder) return undefined;
    if (account && !isAwaited(account)) {
      await tellOwner(transaction, account, 'activation-again', {
        at: clock.now().toISOString(),
        device: origin.device,
      });
      return undefined;
    }
    const young = ageOn(holder.record, clock.today()) < guardianConsentBelow;
    return young && !account ? undefined : holder.person;
  }

  return {
    begin: (given, origin) =>
      levelTime(async () => {
        const value = readContactValue(life, given.contact.kind, given.contact.value, '/contact/value');
        const language = words.languages.includes(given.language) ? given.language : words.languages[0]!;
        await spend(`activate:${origin.network}`, 60, 600);
        await spend(`activate-as:${hashForBucket(normalizeIdentifier(given.identifier))}`, 10, 3600);
        await spendOnContact(life, value);
        const activation = newId();
        const code = drawDigits();
        const now = clock.now();
        const until = new Date(now.getTime() + CODE_MINUTES * 60_000);
        await database.transact(async (transaction) => {
          const person = await findPerson(transaction, { ...given, language }, origin);
          await transaction.client.query(
            `INSERT INTO accounts.activation (activation, person, contact_kind, contact, language, code, made_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
            [
              activation,
              person ?? null,
              given.contact.kind,
              value,
              language,
              sealDigits(keys, activation, code),
              now,
              until,
            ],
          );
          if (!person) return;
          await queueMessage(transaction, {
            channel: channelOf[given.contact.kind],
            recipient: value,
            template: 'activation-code',
            language,
            sealed: sealCode(keys, code),
            expiresAt: until,
          });
        });
        return { activation };
      }),

    confirm: (activation, code, origin) =>
      levelTime(async () => {
        await spend(`activate-code:${origin.network}`, 120, 600);
        const row = isId(activation) ? await takeTry(activation) : undefined;
        if (!row?.person || !isCode(keys, activation, row.code, code))
          throw problems['code-wrong']({ pointer: '/code' });
        await database.transact((transaction) => activate(transaction, activation, row.person!, row, origin));
      }),
  };

  /** The try counts before the code is compared: parallel guesses are not more than five. */
  async function takeTry(activation: string): Promise<Row | undefined> {
    const { rows } = await database.pool.query<Row>(
      `UPDATE accounts.activation SET failures = failures + 1
       WHERE activation = $1 AND used_at IS NULL AND failures < ${TRIES} AND expires_at > $2
       RETURNING person, contact_kind, contact, language, code`,
      [activation, clock.now()],
    );
    return rows[0];
  }

  async function activate(transaction: Transaction, activation: string, person: string, row: Row, origin: Origin) {
    const now = clock.now();
    const used = await transaction.client.query(
      'UPDATE accounts.activation SET used_at = $2 WHERE activation = $1 AND used_at IS NULL',
      [activation, now],
    );
    // Two activations of one person follow each other here; the second finds the account of the first.
    const stored = await readPerson(transaction, person, true);
    const known = await readAccountOf(transaction.client, person);
    if (used.rowCount !== 1 || !stored || (known && !isAwaited(known)))
      throw problems['code-wrong']({ pointer: '/code' });
    const context = contextOf(life.kernel, known, row.language);
    const own = { ...context, caller: { ...context.caller, id: person, person } };
    const account =
      known ??
      (await life.accounts.createAccount(transaction, own, {
        kind: kindOf(stored.record),
        actor: person,
        person,
        name: stored.record.name,
        language: row.language,
        level: 1,
        state: 'pending',
      }));
    await insertProvedContact(transaction, account.account, { kind: row.contact_kind, value: row.contact }, now);
    await openForUse(life, transaction, account.account, 1);
    await recordEvent(transaction, own, account.account, 'activated', { level: 1, way: 'contact', ...origin });
  }
}

/** A child's account that the guardian consented to, and nobody has used yet. */
function isAwaited(account: { state: string; level: number }): boolean {
  return account.state === 'pending' && account.level === 0;
}

/** A pending account may be used from now on. @returns false where it was not pending */
export async function openForUse(life: Life, { client }: Transaction, account: string, level: 1 | 2): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE accounts.account SET state = 'active', activated_at = coalesce(activated_at, $2), level = greatest(level, $3),
       level_at = CASE WHEN level < $3 THEN $2 ELSE level_at END WHERE account = $1 AND state = 'pending'`,
    [account, life.kernel.clock.now(), level],
  );
  return rowCount === 1;
}
