import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStand, type Stand, sampleTerms, WHY } from './stand.samples.ts';
import type { Terms } from './terms.ts';

interface Body {
  code?: string;
  pointer?: string;
  draft: string;
  agreement: string;
  state: string;
  revision: number;
  version?: number;
  digest: string;
  text: string;
  dueOn: string;
  due: string;
  defects: { code: string; pointer: string }[];
  missing: string[];
  offer: { part: string; item?: string; why: string }[];
  signatures: { side: string; signer: string }[];
  steps: string[];
  notSigning?: string;
  reply?: string;
  decision?: string;
  inForce?: { version: number; terms: { quotaPerDay: number; hours: { id: string; from: string } } };
  laws: { id: string }[];
  hours: { id: string }[];
  drafts: { draft: string; state: string; due?: string; signed?: string[] }[];
  versions: {
    version: number;
    state: string;
    changes: { part: string; item?: string }[];
    digest?: string;
    signatures?: { signer: string }[];
  }[];
  suspension: string;
  suspensions: { suspension: string; state: string; side: string }[];
  legalBasis: { id: string };
  reminders: { matter: string; what: string }[];
  purposes: { id: string; fields: { id: string }[]; modes: string[] }[];
}

let stand: Stand;
let today: string;
before(async () => {
  stand = await openStand();
  today = stand.kernel.clock.today();
});
after(() => stand.close());

const call = (persona: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  stand.ask<Body>(persona, method, `/api/${path}`, body);
const steward = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  call('bidv-steward', method, `agency/${path}`, body);
const officer = (path: string, body?: object) => call('test-connector', 'POST', `connections/${path}`, body);

async function makeDraft(change: Partial<Terms> = {}, agreement?: string): Promise<Body> {
  const made = await steward('POST', 'drafts', {
    terms: sampleTerms(today, change),
    why: WHY,
    ...(agreement ? { agreement } : {}),
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}
async function sendDraft(change: Partial<Terms> = {}, agreement?: string): Promise<Body> {
  const { draft, revision } = await makeDraft(change, agreement);
  const sent = await steward('POST', `drafts/${draft}/send`, { revision });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  return sent.body;
}
const readDraft = async (draft: string) => (await steward('GET', `drafts/${draft}`)).body;

/** Decided and signed by both sides. */
async function enact(change: Partial<Terms> = {}, agreement?: string): Promise<Body> {
  const { draft, revision } = await sendDraft(change, agreement);
  const accepted = await officer(`drafts/${draft}/accept`, { revision });
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
  const { digest } = await readDraft(draft);
  const seen = { revision: accepted.body.revision, digest };
  assert.equal((await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, seen)).status, 200);
  const enacted = await call('other-connector', 'POST', `connections/drafts/${draft}/sign`, seen);
  assert.equal(enacted.status, 200, JSON.stringify(enacted.body));
  return { ...enacted.body, agreement: accepted.body.agreement };
}

test('the catalogue offers what the organisation may state, and nothing else', async () => {
  const { body } = await steward('GET', 'catalogue');
  const customer = body.purposes.find(({ id }) => id === 'bank-customer-check')!;
  assert.deepEqual(customer.modes, ['verify', 'bulk', 'events']);
  assert.ok(customer.fields.some(({ id }) => id === 'birthDate'));
  assert.ok(!body.purposes.some(({ id }) => id === 'criminal-investigation'));
});

test('terms beyond the catalogue are refused, every one of them named', async () => {
  const terms = sampleTerms(today, {
    purposes: ['bank-customer-check', 'criminal-investigation'],
    fields: ['name', 'religion'],
    modes: ['attributes'],
    hours: 'never',
    quotaPerDay: 999_999_999,
    validTo: `${Number(today.slice(0, 4)) + 9}-01-01`,
  });
  const { status, body } = await steward('POST', 'drafts', { terms, why: WHY });
  assert.equal(status, 400);
  assert.equal(body.code, 'connections/terms-refused');
  const codes = body.defects.map(({ code }) => code);
  for (const code of [
    'purpose-not-yours',
    'field-not-allowed',
    'yes-or-no-only',
    'hours-unknown',
    'verify-missing',
    'too-long',
    'quota-too-high',
  ])
    assert.ok(codes.includes(code), `${code} of ${codes}`);
});

test('an agreement is drafted, decided, signed by both sides, and in force with the next question', async () => {
  const { draft, revision } = await sendDraft();
  const accepted = (await officer(`drafts/${draft}/accept`, { revision })).body;
  const { text, digest } = await readDraft(draft);
  assert.match(text, /THỎA THUẬN KẾT NỐI/);
  assert.match(text, /\[bidv, /);
  const seen = { revision: accepted.revision, digest };
  const first = await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, seen);
  assert.deepEqual([first.status, first.body.state], [200, 'accepted']);
  const second = await call('other-connector', 'POST', `connections/drafts/${draft}/sign`, seen);
  assert.deepEqual([second.body.state, second.body.version], ['enacted', 1]);
  const whole = await readDraft(draft);
  assert.deepEqual(
    whole.signatures.map(({ side, signer }) => [side, signer]),
    [
      ['agency', 'bidv-director'],
      ['holder', 'other-connector'],
    ],
  );
  const { body } = await steward('GET', `agreements/${accepted.agreement}/versions`);
  assert.deepEqual(
    body.versions.map((one) => [one.version, one.state, one.digest]),
    [[1, 'active', digest]],
  );
});

test('nobody signs what they had a hand in, nor for the other side, nor a text they did not see', async () => {
  const { draft, revision } = await sendDraft();
  const accepted = (await officer(`drafts/${draft}/accept`, { revision })).body;
  const { digest } = await readDraft(draft);
  const seen = { revision: accepted.revision, digest };
  assert.equal((await call('bidv-steward', 'POST', `agency/drafts/${draft}/sign`, seen)).status, 403);
  assert.equal((await officer(`drafts/${draft}/sign`, seen)).body.code, 'connections/four-eyes');
  assert.equal((await call('bidv-director', 'POST', `connections/drafts/${draft}/sign`, seen)).status, 403);
  assert.equal((await call('hospital-director', 'POST', `agency/drafts/${draft}/sign`, seen)).status, 404);
  const other = { ...seen, digest: 'A'.repeat(43) };
  const unseen = await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, other);
  assert.equal(unseen.body.code, 'connections/digest-differs');
  assert.equal((await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, seen)).status, 200);
  const again = await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, seen);
  assert.equal(again.body.code, 'connections/signed-already');
});

test('a draft tells each caller what they can do with it, and why somebody does not sign', async () => {
  const steps = async (persona: string, draft: string) => {
    const door = persona.endsWith('connector') ? 'connections' : 'agency';
    const { body } = await call(persona, 'GET', `${door}/drafts/${draft}`);
    return [body.steps, body.notSigning];
  };
  const { draft, revision } = await sendDraft();
  assert.deepEqual(await steps('bidv-steward', draft), [['withdraw'], undefined]);
  assert.deepEqual(await steps('bidv-director', draft), [[], undefined]);
  assert.deepEqual(await steps('test-connector', draft), [['accept', 'narrow', 'refuse'], undefined]);
  const accepted = (await officer(`drafts/${draft}/accept`, { revision })).body;
  assert.deepEqual(await steps('bidv-steward', draft), [['withdraw'], undefined]);
  assert.deepEqual(await steps('bidv-director', draft), [['sign'], undefined]);
  assert.deepEqual(await steps('test-connector', draft), [['return'], 'four-eyes']);
  assert.deepEqual(await steps('other-connector', draft), [['return', 'sign'], undefined]);
  const { digest } = await readDraft(draft);
  await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, { revision: accepted.revision, digest });
  assert.deepEqual(await steps('bidv-director', draft), [[], 'signed-already']);
  const queue = (await call('other-connector', 'GET', 'connections/drafts')).body.drafts;
  assert.deepEqual(queue.find((one) => one.draft === draft)?.signed, ['agency']);
});

test('what a refusal may rest on is a list of laws in force', async () => {
  const { body } = await call('test-connector', 'GET', 'connections/lists');
  const laws = body.laws.map(({ id }) => id);
  assert.ok(laws.includes('data-protection-law'));
  assert.ok(!laws.includes('unit-codes-2004'));
  assert.deepEqual(
    body.hours.map(({ id }) => id),
    ['office', 'always'],
  );
  assert.equal((await call('bidv-steward', 'GET', 'connections/lists')).status, 403);
});

test('whoever is to sign second may return it: what was signed counts no more', async () => {
  const { draft, revision } = await sendDraft();
  let accepted = (await officer(`drafts/${draft}/accept`, { revision })).body;
  let { digest } = await readDraft(draft);
  await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, { revision: accepted.revision, digest });
  const returned = await call('other-connector', 'POST', `connections/drafts/${draft}/return`, {
    revision: accepted.revision,
    why: 'The quota was not discussed.',
  });
  assert.equal(returned.body.state, 'sent');
  accepted = (await officer(`drafts/${draft}/accept`, { revision: returned.body.revision })).body;
  ({ digest } = await readDraft(draft));
  const anew = await readDraft(draft);
  assert.deepEqual([anew.signatures, anew.decision], [[], undefined]);
  const signed = await call('other-connector', 'POST', `connections/drafts/${draft}/sign`, {
    revision: accepted.revision,
    digest,
  });
  assert.equal(signed.body.state, 'accepted');
});

test('of two decisions at once one is taken', async () => {
  const { draft, revision } = await sendDraft();
  const answers = await Promise.all([
    officer(`drafts/${draft}/accept`, { revision }),
    call('other-connector', 'POST', `connections/drafts/${draft}/refuse`, {
      revision,
      legalBasis: 'data-protection-law',
      text: 'What is asked for goes beyond what the purpose needs.',
    }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
});

test('both sides may sign at the same moment: it is in force once', async () => {
  const { draft, revision } = await sendDraft();
  const accepted = (await officer(`drafts/${draft}/accept`, { revision })).body;
  const { digest } = await readDraft(draft);
  const seen = { revision: accepted.revision, digest };
  const signed = await Promise.all([
    call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, seen),
    call('other-connector', 'POST', `connections/drafts/${draft}/sign`, seen),
  ]);
  assert.deepEqual(signed.map(({ body }) => body.state).sort(), ['accepted', 'enacted']);
  const { body } = await steward('GET', `agreements/${accepted.agreement}/versions`);
  assert.equal(body.versions.length, 1);
});

test('a refusal rests on a law in force, in writing', async () => {
  const { draft, revision } = await sendDraft();
  const text = 'What is asked for goes beyond what the purpose needs.';
  const refuse = (given: object) => officer(`drafts/${draft}/refuse`, { revision, ...given });
  assert.equal((await refuse({ text })).status, 400);
  assert.equal((await refuse({ legalBasis: 'data-protection-law', text: 'no' })).status, 400);
  assert.equal((await refuse({ legalBasis: 'no-such-law', text })).body.code, 'connections/law-unknown');
  assert.equal((await refuse({ legalBasis: 'unit-codes-2004', text })).body.code, 'connections/law-not-in-force');
  assert.equal((await refuse({ legalBasis: 'data-protection-law', text })).body.state, 'refused');
  assert.equal((await readDraft(draft)).legalBasis.id, 'data-protection-law');
});

test('a counter-proposal narrows, gives a reason for each thing, and is what is signed when it is taken', async () => {
  const { draft, revision } = await sendDraft();
  const narrow = (terms: Terms, reasons: object[]) => officer(`drafts/${draft}/narrow`, { revision, terms, reasons });
  const less = sampleTerms(today, { fields: ['name', 'pin', 'birthDate'], quotaPerDay: 500 });
  const why = 'The purpose does not need it.';
  const wider = await narrow(sampleTerms(today, { quotaPerDay: 5000 }), [{ part: 'quotaPerDay', why }]);
  assert.equal(wider.body.code, 'connections/terms-not-narrower');
  const silent = await narrow(less, [{ part: 'quotaPerDay', why }]);
  assert.deepEqual([silent.body.code, silent.body.missing], ['connections/reason-missing', ['fields/documents']]);
  const offered = await narrow(less, [
    { part: 'quotaPerDay', why },
    { part: 'fields', item: 'documents', why },
  ]);
  assert.equal(offered.body.state, 'narrowed');
  assert.equal((await readDraft(draft)).offer.length, 2);
  const agreed = await steward('POST', `drafts/${draft}/agree`, { revision: offered.body.revision });
  assert.equal(agreed.body.state, 'accepted');
  const { text } = await readDraft(draft);
  assert.doesNotMatch(text, /\[documents\]/);
  assert.match(text, /500/);
});

test('an offer that is not taken brings the draft back to its desk', async () => {
  const { draft, revision } = await sendDraft();
  const offered = await officer(`drafts/${draft}/narrow`, {
    revision,
    terms: sampleTerms(today, { quotaPerDay: 10 }),
    reasons: [{ part: 'quotaPerDay', why: 'Ten a day are enough.' }],
  });
  const back = await steward('POST', `drafts/${draft}/object`, {
    revision: offered.body.revision,
    why: 'We have ten branches.',
  });
  assert.equal(back.body.state, 'draft');
  const sent = await steward('POST', `drafts/${draft}/send`, { revision: back.body.revision });
  assert.equal(sent.body.state, 'sent');
  const again = await readDraft(draft);
  assert.deepEqual([again.offer, again.reply], [undefined, 'We have ten branches.']);
});

test('a change is a new version with its difference; two changes at once are not begun', async () => {
  const { agreement } = await enact();
  const next = await makeDraft({ quotaPerDay: 2000, fields: ['name', 'pin', 'birthDate'] }, agreement);
  const second = await steward('POST', 'drafts', { terms: sampleTerms(today), why: WHY, agreement });
  assert.equal(second.body.code, 'connections/draft-open');
  await steward('POST', `drafts/${next.draft}/withdraw`, { revision: next.revision, why: 'Not needed now.' });
  const enacted = await enact({ quotaPerDay: 2000, fields: ['name', 'pin', 'birthDate'] }, agreement);
  assert.equal(enacted.version, 2);
  const { inForce } = await readDraft(enacted.draft);
  assert.deepEqual([inForce?.version, inForce?.terms.quotaPerDay, inForce?.terms.hours.from], [1, 1000, '00:00']);
  const { body } = await steward('GET', `agreements/${agreement}/versions`);
  assert.deepEqual(
    body.versions[0]?.changes.map(({ part, item }) => item ?? part),
    ['documents', 'quotaPerDay'],
  );
  assert.deepEqual(
    body.versions.map(({ signatures }) => signatures?.map(({ signer }) => signer)),
    [
      ['bidv-director', 'other-connector'],
      ['bidv-director', 'other-connector'],
    ],
  );
  const foreign = await call('hospital-steward', 'GET', `agency/agreements/${agreement}/versions`);
  assert.equal(foreign.status, 404);
});

test('what one official stops two let go on; what both sides stopped stays stopped until both do', async () => {
  const { agreement } = await enact();
  const why = 'An incident was reported by its own staff.';
  const given = { kind: 'agreement', target: agreement, why };
  const ours = (await officer('suspensions', given)).body.suspension;
  assert.equal((await officer('suspensions', given)).body.code, 'connections/suspended-already');
  const theirs = (await steward('POST', 'suspensions', given)).body.suspension;
  const newest = async () => (await steward('GET', `agreements/${agreement}/versions`)).body.versions[0]?.state;
  assert.equal(await newest(), 'suspended');
  assert.equal((await steward('POST', `suspensions/${ours}/ask-lift`, { why })).status, 404);
  assert.equal((await officer(`suspensions/${ours}/lift`, { why })).body.code, 'connections/suspension-state');
  assert.equal((await officer(`suspensions/${ours}/ask-lift`, { why })).body.state, 'lift-asked');
  assert.equal((await officer(`suspensions/${ours}/lift`, { why })).body.code, 'connections/four-eyes');
  const lifted = await call('other-connector', 'POST', `connections/suspensions/${ours}/lift`, { why });
  assert.equal(lifted.body.state, 'lifted');
  assert.equal(await newest(), 'suspended');
  await steward('POST', `suspensions/${theirs}/ask-lift`, { why });
  assert.equal((await steward('POST', `suspensions/${theirs}/lift`, { why })).body.code, 'connections/four-eyes');
  assert.equal((await call('bidv-director', 'POST', `agency/suspensions/${theirs}/lift`, { why })).status, 200);
  assert.equal(await newest(), 'active');
});

test('the decision is due seven working days after the sending, Tết not counted, and overdue the day after', async () => {
  const move = (day: string) => stand.kernel.clock.moveBy(Date.parse(`${day}T03:00:00Z`) - Date.now());
  try {
    move('2027-02-01');
    today = '2027-02-01';
    const { draft } = await sendDraft();
    assert.equal((await readDraft(draft)).dueOn, '2027-02-17');
    const due = async () =>
      (await call('test-connector', 'GET', 'connections/drafts')).body.drafts.find((one) => one.draft === draft)?.due;
    const reminded = async () => {
      await stand.connections.remind();
      const { reminders } = (await steward('GET', 'reminders')).body;
      return reminders.filter(({ matter }) => matter.startsWith(`draft:${draft}`)).map(({ what }) => what);
    };
    assert.equal(await due(), 'open');
    assert.deepEqual(await reminded(), []);
    move('2027-02-15');
    assert.equal(await due(), 'due');
    assert.deepEqual(await reminded(), ['due']);
    assert.deepEqual(await reminded(), ['due']);
    move('2027-02-18');
    assert.equal(await due(), 'overdue');
    assert.deepEqual(await reminded(), ['overdue', 'due']);
  } finally {
    stand.kernel.clock.moveBy(0);
    today = stand.kernel.clock.today();
  }
});
