import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { newId } from '#kernel';
import type { Chip } from '#libs/emrtd';
import type { TestHouse } from '#test';
import { makeAccount, openSession } from '../accounts/signIn.samples.ts';
import { actAs, readCard } from '../cards/stand.samples.ts';
import { putRecord } from '../quality/stand.samples.ts';
import type { CheckAnswer } from './contracts.ts';
import { forgetOld } from './forgetting.ts';
import {
  CAN,
  type Desk,
  type Face,
  type Issued,
  linesAbout,
  makeChip,
  makeForeign,
  openDesk,
  openFaceHouse,
  otherKeys,
  picture,
  pinOf,
  putListing,
  showLate,
  toldBy,
  zoneOf,
} from './stand.samples.ts';

let house: TestHouse;
let end: () => Promise<void>;
let owner: pg.Client;
let reception: Desk;
let gate: Desk;
let border: Desk;
let patrol: Desk;
let counter: Desk;
let chip: Chip;
let issued: Issued[];
let card: string;
let person: string;
let pin: string;

const live = (face: Face) => ({ face: { live: Buffer.from(picture(face)).toString('base64') } });
const exit = { question: { direction: 'exit' }, ...live('yellow') };
const onPatrol = { reason: 'Kiểm tra hành chính', caseNumber: 'TT-7/2026' };
const number = (value: string) => ({ kind: 'number', number: value });

before(async () => {
  ({ house, owner, issued, end } = await openFaceHouse());
  reception = await openDesk(house, 'hospital-desk', 'hospital-steward', 'receptionist');
  counter = await openDesk(house, 'bank-counter', 'bidv-steward', 'teller');
  patrol = await openDesk(house, 'patrol', 'security-steward', 'patroller');
  border = await openDesk(house, 'border-gate', 'border-steward', 'border-officer');
  gate = await openDesk(house, 'airport-gate', 'airport-steward', 'gate-agent');
  const [own] = issued;
  ({ person, pin, card } = own!);
  // The issued card's zone with a portrait that the tests' faces know.
  chip = await makeChip(house, zoneOf(own!.prepared.chip!));
});
after(() => end?.());

describe('a genuine card of its holder', () => {
  test('passes, with what the agreement gives of the person and a line that the person can read', async () => {
    const answer = await border.lay(chip, exit);
    assert.deepEqual(toldBy(answer), [
      ...['green', 'chip-genuine', 'document-good', 'person-alive', 'face-matches', 'not-listed'],
    ]);
    assert.deepEqual(
      answer.person?.map(({ id }) => id),
      ['name', 'birthDate', 'sex', 'nationality'],
    );
    const { rows } = await owner.query('SELECT direction FROM checkpoints.crossing WHERE person = $1', [person]);
    assert.deepEqual(rows, [{ direction: 'exit' }]);
    const [line] = await linesAbout(house, person);
    assert.deepEqual(
      [line?.kind, line?.purpose, line?.legalBasis, line?.organisation, line?.data?.verdict],
      ['look', 'border-crossing', 'exit-entry-citizens', 'border-guard', 'green'],
    );
    assert.doesNotMatch(JSON.stringify(line), new RegExp(pin));
  });

  test('a bank is told yes, and shown nobody', async () => {
    const answer = await counter.lay(chip, live('yellow'));
    assert.deepEqual([answer.verdict, answer.person], ['green', undefined]);
  });

  test('a face that is another’s is refused, and one that was not taken is no proof', async () => {
    assert.equal(toldBy(await counter.lay(chip, live('blue'))).at(-1), 'face-differs');
    const without = await counter.lay(chip);
    assert.deepEqual(
      [without.verdict, without.steps.find(({ step }) => step === 'face')?.reason],
      ['amber', 'face-not-taken'],
    );
  });

  test('each step that fails ends the check: nothing more is asked about the person', async () => {
    const { steps, person: shown } = await border.lay(chip, { ...exit, ...live('blue') });
    assert.deepEqual([steps.at(-1)?.outcome, shown], ['not-asked', undefined]);
  });
});

describe('a document that is not good is refused with its own reason', () => {
  const chipReason = async (one: Chip) => toldBy(await counter.lay(one, live('yellow'), CAN)).slice(0, 2);

  test('tampered, copied, foreign', async () => {
    const dg2 = chip.files.DG2!.slice();
    dg2[dg2.length - 1]! ^= 1;
    assert.deepEqual(await chipReason({ ...chip, files: { ...chip.files, DG2: dg2 } }), ['red', 'group-tampered']);
    assert.deepEqual(await chipReason({ ...chip, ...otherKeys() }), ['red', 'cloned']);
    assert.deepEqual(await chipReason({ ...chip, activeKey: otherKeys().activeKey }), ['red', 'cloned']);
    const by = makeForeign('UT').makeSigner('2040-01-01');
    assert.deepEqual(await chipReason(await makeChip(house, zoneOf(chip), { by })), ['red', 'signer-foreign']);
  });

  test('signed by an expired signer, and by a revoked one', async () => {
    const utopia = makeForeign('UP');
    const content = Buffer.from(utopia.authority.der).toString('base64');
    const bring = (body: object) =>
      house.ask<{ code?: string }>('test-administrator', 'POST', '/api/cards/trust/foreign', body);
    const { createHash } = await import('node:crypto');
    const fingerprint = createHash('sha256').update(utopia.authority.der).digest('hex');
    assert.equal((await bring({ content, fingerprint })).status, 200);
    const zone = { ...zoneOf(chip), issuer: 'UTO', nationality: 'UTO' };
    const make = async (by: ReturnType<typeof utopia.makeSigner>) => makeChip(house, zone, { by });
    const good = utopia.makeSigner('2040-01-01');
    assert.deepEqual(await chipReason(await make(utopia.makeSigner('2025-01-01'))), ['red', 'signer-expired']);
    const foreign = await border.lay(await make(good), exit);
    assert.deepEqual(toldBy(foreign).slice(0, 4), ['amber', 'chip-genuine', 'foreign-document', 'foreign-holder']);
    await bring({ content: Buffer.from(utopia.revoke(good).der).toString('base64') });
    assert.deepEqual(await chipReason(await make(good)), ['red', 'signer-revoked']);
  });

  test('a number that is none, that nobody has, that was cancelled, and one of the dead', async () => {
    const reasonOf = async (value: string) => toldBy((await counter.check(number(value))).body).at(-1);
    assert.equal(await reasonOf('123'), 'number-invalid');
    assert.equal(await reasonOf('001190999999'), 'number-unknown');
    const former = await putRecord(owner, { pin: '001190888888' });
    await owner.query("UPDATE people.identifier SET status = 'cancelled' WHERE person = $1", [former]);
    assert.equal(await reasonOf('001190888888'), 'number-cancelled');
    const dead = await putRecord(owner, { death: { date: '2026-02-01' } } as never);
    assert.equal(await reasonOf(await pinOf(owner, dead)), 'person-dead');
  });

  test('a code that the card’s maker did not sign, a QR code of anybody, lines with a wrong digit', async () => {
    const forged = await patrol.check({ kind: 'printed-code', code: 'NCFOXN' }, onPatrol);
    assert.deepEqual(toldBy(forged.body), ['red', 'code-malformed']);
    const { name } = (
      await owner.query<{ name: string }>("SELECT record->>'name' AS name FROM people.person WHERE person = $1", [
        person,
      ])
    ).rows[0]!;
    const qr = (shown: string) => ({ kind: 'qr', text: `${pin}||${shown}|17051990|Nữ|12 Phố Mẫu|01092026` });
    // The best that an unsigned code can bring.
    assert.equal((await patrol.check(qr(name), onPatrol)).body.verdict, 'amber');
    assert.equal(toldBy((await patrol.check(qr('Nguyễn Văn Khác'), onPatrol)).body).at(-1), 'data-wrong');
    const { body } = await patrol.check({ kind: 'mrz', lines: ['I<VNMD231458907<<<<<<<<<<<<<<<'] }, onPatrol);
    assert.deepEqual(toldBy(body), ['red', 'zone-wrong']);
  });
});

describe('a challenge', () => {
  test('is used once, also when two come together; another’s and an old one are refused', async () => {
    const { challenge } = await counter.challenge();
    const send = (desk: Desk, given = challenge) =>
      house.ask<{ code?: string }>(desk.officer, 'POST', `/api/desks/${desk.id}/checks`, {
        challenge: given,
        presented: number(pin),
      });
    const both = await Promise.all([send(counter), send(counter)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await send(counter)).body.code, 'checkpoints/challenge-replayed');
    assert.equal((await send(reception)).body.code, 'checkpoints/challenge-unknown');
    const old = (await counter.challenge()).challenge;
    await owner.query(
      "UPDATE checkpoints.challenge SET expires_at = now() - interval '1 second' WHERE challenge = $1",
      [old],
    );
    assert.equal((await send(counter, old)).body.code, 'checkpoints/challenge-expired');
  });

  test('of a chip that has not been read yet is kept for when it was', async () => {
    const asked = await counter.challenge({ can: CAN });
    const body = { challenge: asked.challenge, presented: { kind: 'chip' } };
    const early = await house.ask<{ code?: string }>('teller', 'POST', `/api/desks/${counter.id}/checks`, body);
    assert.equal(early.body.code, 'checkpoints/reading-waiting');
  });
});

describe('desks', () => {
  test('a desk is its organisation’s, of a kind that such organisations have', async () => {
    const other = await house.ask<{ code?: string }>('teller', 'POST', `/api/desks/${border.id}/challenge`, {});
    assert.equal(other.body.code, 'checkpoints/desk-unknown');
    const wrong = await house.ask<{ code?: string }>('bidv-steward', 'POST', '/api/agency/desks', {
      kind: 'patrol',
      place: 'x',
    });
    assert.equal(wrong.body.code, 'checkpoints/desk-kind-wrong');
    const officer = await house.ask<{ code?: string }>('bidv-steward', 'GET', `/api/desks/${counter.id}/figures`);
    assert.equal(officer.body.code, 'kernel/forbidden');
  });

  test('a patrol gives reason and case number, a bank takes no unsigned code, a gate names its flight', async () => {
    const codeOf = async (desk: Desk, presented: object, more: object = {}) =>
      (await desk.check(presented, more)).body.code;
    assert.equal(await codeOf(patrol, number(pin), { caseNumber: 'TT-7' }), 'checkpoints/reason-missing');
    assert.equal(await codeOf(patrol, number(pin), { reason: 'x' }), 'checkpoints/case-number-missing');
    assert.equal(await codeOf(counter, { kind: 'qr', text: 'x' }), 'checkpoints/input-not-allowed');
    assert.equal(await codeOf(border, number(pin)), 'checkpoints/direction-missing');
    assert.equal(await codeOf(gate, number(pin)), 'checkpoints/flight-missing');
  });

  test('the day’s figures count verdicts and reasons, and name nobody', async () => {
    const { body } = await house.ask<{ verdicts: Record<string, number>; reasons: { reason: string }[] }>(
      ...(['teller', 'GET', `/api/desks/${counter.id}/figures`] as const),
    );
    assert.ok(body.verdicts.green! >= 1 && body.verdicts.red! >= 8, JSON.stringify(body.verdicts));
    assert.ok(body.reasons.some(({ reason }) => reason === 'cloned'));
    assert.doesNotMatch(JSON.stringify(body), new RegExp(`${pin}|${person}`));
  });
});

test('a patient is insured or not, has one ticket a day, also when two desks check at once', async () => {
  const none = await reception.lay(chip, live('yellow'));
  assert.deepEqual([none.verdict, none.steps.at(-1)?.reason, none.ticket], ['amber', 'insurance-none', 1]);
  const enter = (rows: object[], who = 'insurance-steward') =>
    house.ask<{ code?: string; pointer?: string }>(who, 'POST', '/api/agency/insurance', { rows });
  const row = { number: pin, card: 'DN4010123456789', from: '2026-01-01', to: '2099-12-31' };
  assert.equal((await enter([row], 'hospital-steward')).body.code, 'checkpoints/insurer-only');
  assert.equal((await enter([row, { ...row, number: '001190999999' }])).body.pointer, '/rows/1/number');
  assert.equal((await enter([{ ...row, to: '2026-06-30' }])).status, 200);
  assert.equal((await reception.lay(chip, live('yellow'))).steps.at(-1)?.reason, 'insurance-ended');
  assert.equal((await enter([row])).status, 200);
  const insured = await reception.lay(chip, live('yellow'));
  assert.deepEqual([insured.verdict, insured.ticket], ['green', 1]);
  const again = await Promise.all([1, 2, 3].map(() => reception.check(number(pin))));
  assert.deepEqual(
    again.map(({ body }) => body.ticket),
    [1, 1, 1],
  );
  const others: string[] = [];
  for (const _ of [1, 2, 3]) others.push(await pinOf(owner, await putRecord(owner, {})));
  const tickets = await Promise.all(others.map(async (one) => (await reception.check(number(one))).body.ticket));
  assert.deepEqual(tickets.sort(), [2, 3, 4]);
});

test('a passenger boards once, and only the flight whose list has them', async () => {
  const fly = (code: string, passengers: object[]) =>
    house.ask<{ id: string; code?: string; pointer?: string }>('airport-steward', 'POST', '/api/agency/flights', {
      ...{ code, destination: 'Sài Gòn', departsAt: new Date(Date.now() + 3_600_000).toISOString(), passengers },
    });
  const flight = (await fly('VN217', [{ number: pin, seat: '12A' }])).body.id;
  const other = (await fly('VN219', [{ number: await pinOf(owner, await putRecord(owner, {})), seat: '12A' }])).body.id;
  assert.equal(
    (
      await fly(
        'VN221',
        [1, 2].map(() => ({ number: pin, seat: '1A' })),
      )
    ).body.code,
    'checkpoints/seat-taken',
  );
  const board = (to: string) => gate.lay(chip, { question: { flight: to }, ...live('yellow') });
  assert.equal(toldBy(await board(other)).at(-1), 'not-on-flight');
  const boarded = await board(flight);
  assert.deepEqual([boarded.verdict, boarded.seat, boarded.person], ['green', '12A', undefined]);
  assert.equal(toldBy(await board(flight)).at(-1), 'boarded-already');
  const { body } = await house.ask<{ flights: { id: string; boarded: number }[] }>(
    'gate-agent',
    'GET',
    `/api/desks/${gate.id}/queue`,
  );
  assert.equal(body.flights.find(({ id }) => id === flight)?.boarded, 1);
});

describe('a list', () => {
  const entry = { kind: 'exit-suspension', ground: 'tax-debt', decision: '12/QĐ-CT', issuer: 'ministry-of-finance' };
  const days = { decidedOn: '2026-01-05', endsOn: '2027-12-01' };
  const propose = (given: object) =>
    house.ask<{ id: string; code?: string }>('lister', 'POST', '/api/agency/listings', {
      number: pin,
      ...entry,
      ...days,
      ...given,
    });

  test('takes the grounds, issuers and ends of the law alone', async () => {
    for (const [given, code] of [
      [{ ground: 'religion' }, 'ground-unknown'],
      [{ issuer: 'bidv' }, 'issuer-wrong'],
      [{ endsOn: '2035-01-01' }, 'end-wrong'],
      [{ endsOn: '2026-02-01' }, 'end-wrong'],
      [{ number: undefined, documentNumber: 'D2314589' }, 'subject-wrong'],
      [{ number: '001190999999' }, 'number-unknown'],
    ] as const)
      assert.equal((await propose(given)).body.code, `checkpoints/${code}`, JSON.stringify(given));
  });

  test('counts once a second officer has approved it, on exit and not on entry, and no longer once ended', async () => {
    const { id } = (await propose({})).body;
    const act = (who: string, what: string) =>
      house.ask<{ code?: string }>(who, 'POST', `/api/agency/listings/${id}/acts`, { act: what });
    assert.equal((await act('lister', 'approve')).body.code, 'checkpoints/four-eyes');
    assert.equal((await border.lay(chip, exit)).verdict, 'green');
    assert.equal((await act('second-lister', 'approve')).status, 200);
    const stopped = await border.lay(chip, exit);
    assert.equal(toldBy(stopped).at(-1), 'listed-exit-suspension');
    assert.match(stopped.steps.at(-1)!.sentence, /12\/QĐ-CT/);
    assert.equal((await border.lay(chip, { ...exit, question: { direction: 'entry' } })).verdict, 'green');
    assert.equal((await act('second-lister', 'approve')).body.code, 'checkpoints/listing-decided');
    assert.equal((await act('lister', 'end')).status, 200);
    assert.equal((await border.lay(chip, exit)).verdict, 'green');
  });

  test('a look that finds a wanted decision is shown to the person later, one that finds none at once', async () => {
    const clean = await patrol.check(number(pin), onPatrol);
    assert.equal(clean.body.verdict, 'amber');
    const listing = await putListing(house, {
      kind: 'wanted-decision',
      ground: 'accused-fled',
      decision: '3/QĐTN',
      number: pin,
    });
    const found = await patrol.lay(chip, { ...onPatrol, ...live('yellow') });
    assert.equal(toldBy(found).at(-1), 'listed-wanted-decision');
    const lines = await linesAbout(house, person);
    const look = lines.find(({ type, data }) => type === 'desk-check' && data?.listing === listing);
    assert.match(look?.hiddenUntil ?? 'shown at once', /^20\d\d-/);
    assert.equal(lines.find(({ data }) => data?.decision === clean.body.check)?.hiddenUntil, undefined);
    await house.ask('lister', 'POST', `/api/agency/listings/${listing}/acts`, { act: 'end' });
  });
});

describe('a check that was made without a line', () => {
  const at = () => new Date().toISOString();
  const sendLate = (desk: Desk, body: object) =>
    house.ask<{ code?: string; check: string; verdict: string }>(
      desk.officer,
      'POST',
      `/api/desks/${desk.id}/checks/late`,
      body,
    );

  test('is taken once, repeated or in parallel, and opens one visit', async () => {
    const { prepared, ...issuedTo } = issued[1]!;
    const body = {
      offlineId: '0190a0a0-0000-7000-8000-0000000000aa',
      at: at(),
      presented: { kind: 'printed-code', code: prepared.fields.code },
    };
    const answers = await Promise.all([1, 2, 3].map(() => sendLate(reception, body)));
    const again = await sendLate(reception, body);
    assert.deepEqual(new Set([...answers, again].map((one) => one.body.check)).size, 1, JSON.stringify(again.body));
    const { rows } = await owner.query('SELECT FROM checkpoints.visit WHERE person = $1', [issuedTo.person]);
    assert.equal(rows.length, 1);
    const lines = (await linesAbout(house, issuedTo.person)).filter(({ type }) => type === 'desk-check');
    assert.equal(lines.length, 1);
  });

  test('is refused where the desk takes none, from the future, and after its days', async () => {
    const body = { offlineId: '0190a0a0-0000-7000-8000-0000000000ab', presented: { kind: 'printed-code', code: 'x' } };
    const codeOf = async (desk: Desk, when: string) => (await sendLate(desk, { ...body, at: when })).body.code;
    assert.equal(await codeOf(counter, at()), 'checkpoints/offline-not-allowed');
    assert.equal(await codeOf(reception, new Date(Date.now() + 3_600_000).toISOString()), 'checkpoints/not-yet');
    assert.equal(await codeOf(reception, '2026-01-01T00:00:00Z'), 'checkpoints/too-late');
  });

  test('a chip is proven anew by its answer to a prepared challenge, once, repeated or in parallel', async () => {
    const crossings = async () =>
      (await owner.query('SELECT FROM checkpoints.crossing WHERE person = $1', [person])).rows.length;
    const before = await crossings();
    const [prepared] = await border.prepare();
    const body = { offlineId: newId(), at: at(), presented: await showLate(chip, prepared!), question: exit.question };
    const answers = await Promise.all([1, 2, 3].map(() => border.late(body)));
    const again = await border.late(body);
    assert.equal(new Set([...answers, again].map((one) => one.body.check)).size, 1, JSON.stringify(again.body));
    assert.deepEqual(toldBy(again.body).slice(0, 4), ['amber', 'chip-genuine', 'document-good', 'person-alive']);
    assert.equal(again.body.portrait, undefined);
    assert.equal((await crossings()) - before, 1);
    const replayed = await border.late({ ...body, offlineId: newId() });
    assert.deepEqual([replayed.status, replayed.body.code], [409, 'checkpoints/challenge-replayed']);
  });

  test('a chip that is changed, copied, foreign or only told to be genuine is refused with its own reason', async () => {
    const prepared = await counter.prepare();
    const send = async (presented: object) => (await counter.late({ offlineId: newId(), at: at(), presented })).body;
    const told = async (one: Chip) => toldBy(await send(await showLate(one, prepared.pop()!))).slice(0, 2);
    const dg2 = chip.files.DG2!.slice();
    dg2[dg2.length - 1]! ^= 1;
    assert.deepEqual(await told({ ...chip, files: { ...chip.files, DG2: dg2 } }), ['red', 'group-tampered']);
    assert.deepEqual(await told({ ...chip, activeKey: otherKeys().activeKey }), ['red', 'cloned']);
    const by = makeForeign('UX').makeSigner('2040-01-01');
    assert.deepEqual(await told(await makeChip(house, zoneOf(chip), { by })), ['red', 'signer-foreign']);
    // Its answer to one challenge is none to another, and an agent’s word for the rest is no proof.
    const shown = await showLate(chip, prepared.pop()!);
    assert.deepEqual(toldBy(await send({ ...shown, challenge: prepared.pop()!.challenge })).slice(0, 2), [
      ...['red', 'cloned'],
    ]);
    const keyless = await makeChip(house, zoneOf(chip), { withoutActiveKey: true });
    assert.deepEqual(await told(keyless), ['amber', 'no-chip-key']);
  });

  test('a prepared challenge counts for its officer, desk and hours, and for no check with a line', async () => {
    const [first, second, third] = await counter.prepare();
    const presented = await showLate(chip, first!);
    const codeOf = async (desk: Desk, more: object = {}) =>
      (await desk.late({ offlineId: newId(), at: at(), presented, ...more })).body.code;
    assert.equal(await codeOf(reception), 'checkpoints/challenge-unknown');
    const online = await counter.check({ kind: 'chip' }, { challenge: second!.challenge });
    assert.equal(online.body.code, 'checkpoints/challenge-unknown');
    const before = new Date(Date.now() - 3_600_000).toISOString();
    assert.equal(await codeOf(counter, { at: before }), 'checkpoints/challenge-expired');
    const broken = { ...presented, shown: { ...presented.shown, files: { DG15: 'AAAA' } } };
    assert.equal(await codeOf(counter, { presented: broken }), 'readers/files-malformed');
    const withLine = await counter.challenge();
    const unprepared = { ...presented, challenge: withLine.challenge };
    assert.equal(await codeOf(counter, { presented: unprepared }), 'checkpoints/challenge-unknown');
    await owner.query("UPDATE cards.card SET expires_on = '2026-01-01' WHERE card = $1", [card]);
    const ended = { offlineId: newId(), at: at(), presented: await showLate(chip, third!) };
    assert.deepEqual(toldBy((await counter.late(ended)).body), ['red', 'chip-genuine', 'expired']);
    await owner.query('UPDATE cards.card SET expires_on = NULL WHERE card = $1', [card]);
  });

  test('the lists for that time hold refused documents and what proves the others, and nobody’s name', async () => {
    const { body } = await house.ask<{
      trust: { authorities: string[]; signers: { publicKey: { x: string } }[] };
      version: string;
    }>(...(['receptionist', 'GET', `/api/desks/${reception.id}/lists`] as const));
    assert.ok(body.trust.authorities.length >= 1 && body.trust.signers[0]!.publicKey.x.length > 40);
    assert.doesNotMatch(JSON.stringify(body), new RegExp(pin));
  });
});

describe('the holder’s yes in their own account, in place of a card', () => {
  const app = { kind: 'app' };
  interface Waiting {
    approvals: { id: string; kind: string; matter: Record<string, unknown>; choices: number[] }[];
  }
  let cookie: string;
  const own = <Body>(method: 'GET' | 'POST', path: string, payload?: object) =>
    house.app
      .inject({
        method,
        url: `/api/me/approvals${path}`,
        headers: { cookie },
        ...(payload ? { payload } : {}),
      })
      .then((answer) => answer.json<Body>());
  const waiting = async () => (await own<Waiting>('GET', '')).approvals;
  const choose = async (number: number | undefined) => {
    const [one] = await waiting();
    const body = number === undefined ? { decision: 'refuse' } : { decision: 'approve', number };
    return own<{ state: string }>('POST', `/${one!.id}`, body);
  };
  const check = (desk: Desk, challenge: string, more: object = {}) =>
    house.ask<CheckAnswer & { code?: string }>(desk.officer, 'POST', `/api/desks/${desk.id}/checks`, {
      ...{ challenge, presented: app, ...more },
    });
  const stateOf = async (desk: Desk, challenge: string) =>
    (await house.ask<{ state: string }>(desk.officer, 'GET', `/api/desks/${desk.id}/challenge/${challenge}`)).body
      .state;

  before(async () => {
    const { account } = await makeAccount(house, { person });
    ({ cookie } = await openSession(house, account));
  });

  test('says who the holder is: the person sees who asks and why, and chooses the desk’s digits', async () => {
    const { challenge, digits } = await reception.challenge({ number: pin });
    assert.equal((await check(reception, challenge)).body.code, 'checkpoints/approval-waiting');
    assert.equal(await stateOf(reception, challenge), 'waiting');
    const [asked] = await waiting();
    const { organisation, purpose, fields } = asked!.matter;
    assert.deepEqual(
      [asked!.kind, organisation, purpose, fields],
      [
        ...['desk', house.offices.organisationName('bach-mai-hospital', 'vi')],
        ...[house.offices.purposeSentence('health-insurance-check', 'vi'), ['name', 'pin', 'birthDate', 'sex']],
      ],
    );
    assert.ok(asked!.choices.includes(digits!));
    assert.equal((await choose(digits)).state, 'approved');
    assert.equal(await stateOf(reception, challenge), 'answered');
    const { body } = await check(reception, challenge);
    // No picture came with it: green only at a desk that takes no face.
    assert.deepEqual(toldBy(body).slice(0, 5), [
      ...['amber', 'app-approved', 'no-document-needed', 'person-alive', 'app-no-portrait'],
    ]);
    assert.deepEqual(
      body.person?.map(({ id }) => id),
      ['name', 'birthDate', 'sex'],
    );
  });

  test('counts once, for the desk and the officer who asked', async () => {
    const { challenge, digits } = await counter.challenge({ number: pin });
    await choose(digits);
    assert.equal((await check(reception, challenge)).body.code, 'checkpoints/challenge-unknown');
    const answers = await Promise.all([1, 2, 3].map(() => check(counter, challenge)));
    const codes = answers.map(({ body }) => body.code ?? body.verdict).toSorted();
    assert.deepEqual(codes, ['amber', 'checkpoints/approval-replayed', 'checkpoints/approval-replayed']);
    const plain = await counter.challenge();
    assert.equal((await check(counter, plain.challenge)).body.code, 'checkpoints/challenge-unknown');
  });

  test('is refused with other digits, and where the holder says no', async () => {
    const wrong = await counter.challenge({ number: pin });
    const [one] = await waiting();
    await choose(one!.choices.find((number) => number !== wrong.digits));
    assert.deepEqual(toldBy((await check(counter, wrong.challenge)).body), ['red', 'app-number-wrong']);
    const refused = await counter.challenge({ number: pin });
    await choose(undefined);
    assert.deepEqual(toldBy((await check(counter, refused.challenge)).body), ['red', 'app-refused']);
  });

  test('who has no account looks as who does not answer, until the time is over', async () => {
    const { challenge, digits } = await counter.challenge({ number: issued[1]!.pin });
    assert.ok(digits! >= 10 && digits! <= 99);
    assert.equal(await stateOf(counter, challenge), 'waiting');
    assert.equal((await check(counter, challenge)).body.code, 'checkpoints/approval-waiting');
  });

  test('is not taken where a document must be shown', async () => {
    assert.equal((await border.challenge({ number: pin })).code, 'checkpoints/input-not-allowed');
  });
});

test('a card that its holder reports lost is refused by every desk from the next question on', async () => {
  assert.equal((await counter.lay(chip, live('yellow'))).verdict, 'green');
  const [prepared] = await counter.prepare();
  const presented = await showLate(chip, prepared!);
  const late = { offlineId: newId(), at: new Date().toISOString(), presented };
  const { version } = await readCard(house, card);
  const lost = await actAs(house, card, { act: 'lose', version });
  assert.equal(lost.status, 200, JSON.stringify(lost.body));
  for (const [desk, more] of [
    [counter, {}],
    [reception, {}],
    [border, { question: { direction: 'entry' } }],
    [patrol, onPatrol],
  ] as const) {
    const told = await desk.lay(chip, { ...more, ...live('yellow') });
    assert.deepEqual(toldBy(told), ['red', 'chip-genuine', 'lost'], desk.id);
    assert.equal(told.person, undefined);
  }
  assert.deepEqual(toldBy((await counter.late(late)).body), ['red', 'chip-genuine', 'lost']);
});

test('what records a movement is erased at its end, and what is kept longer stays', async () => {
  const count = async (table: string) =>
    (await owner.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM checkpoints.${table}`)).rows[0]!.rows;
  const tables = ['crossing', 'boarding', 'flight', 'decision', 'visit'] as const;
  const counts = async () => {
    const found: Record<string, number> = {};
    for (const one of tables) found[one] = await count(one);
    return found;
  };
  const before = await counts();
  assert.ok(
    Object.values(before).every((rows) => rows > 0),
    JSON.stringify(before),
  );
  const today = house.kernel.clock.today();
  const forget = (days: number) => {
    const day = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    return forgetOld({
      kernel: { ...house.kernel, clock: { ...house.kernel.clock, today: () => day } },
      offices: house.offices,
    });
  };
  await forget(20);
  assert.deepEqual(await counts(), before);
  await forget(40);
  const later = await counts();
  assert.deepEqual([later.flight, later.boarding, later.crossing], [0, 0, before.crossing]);
  await forget(1900);
  const end = await counts();
  assert.deepEqual([end.crossing, end.decision, end.visit], [0, 0, before.visit]);
});
