import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { makeFace, makeFinger, makeHome, makeReference, optionsFor } from '../engine/engine.samples.ts';
import { openEngine } from '../engine/engine.ts';
import { type Matcher, MatcherError, type Probe, type Reference } from '../engine/matcher.ts';
import { openMosipMatcher, openOsiaMatcher, type Receiver } from './index.ts';
import { type Abroad, type Listening, listen, openAbroad, stated } from './stand.samples.ts';

/** Persons with both kinds of samples, some with one only; a second impression is another photo and other touches. */
const probeOf = (person: number, impression = 0): Probe => ({
  ...(person % 5 !== 4 && { face: makeFace(person, impression, impression === 0 ? 0 : 0.3) }),
  ...(person % 5 !== 3 && { fingers: [makeFinger(person, 2, impression), makeFinger(person, 7, impression)] }),
});

const home = makeHome();
const references: Reference[] = Array.from({ length: 12 }, makeReference).sort();
const foreign = ['osia', 'osiaLater', 'mosip'] as const;
const matchers = {} as Record<'direct' | (typeof foreign)[number], Matcher>;
let ours: Abroad;
let vendor: Abroad;
let relay: Listening;

before(async () => {
  relay = await listen();
  ours = await openAbroad();
  vendor = await openAbroad({
    shares: [{ prefix: `${ours.origin}/abis/share/` }],
    callbacks: [`${ours.origin}/abis/told/`, `${relay.url}/`],
  });
  const as = (organisation: string) => () => ({ ...stated, 'test-organisation': organisation });
  matchers.direct = await openEngine(optionsFor(home));
  matchers.osia = openOsiaMatcher({ url: `${vendor.origin}/abis`, headers: as('one'), embeddings: 'random' });
  const { share, receiver } = ours;
  const later = { url: `${vendor.origin}/abis`, headers: as('later'), embeddings: 'random' };
  matchers.osiaLater = openOsiaMatcher({ ...later, receiver, patience: { look: 200 } });
  matchers.mosip = openMosipMatcher({
    url: `${vendor.origin}/abis/mosip`,
    headers: as('other'),
    embeddings: true,
    share,
  });
});
after(async () => {
  for (const matcher of Object.values(matchers)) await matcher.close();
  await vendor.close();
  await ours.close();
  await relay.close();
  rmSync(home, { recursive: true, force: true });
});

describe('a foreign engine behind a standard answers as the engine itself', () => {
  const same = async (what: string, ask: (matcher: Matcher) => Promise<unknown>) => {
    const direct = await ask(matchers.direct);
    for (const name of foreign) assert.deepEqual(await ask(matchers[name]), direct, `${what} by ${name}`);
    return direct;
  };

  test('over one history of enrolments, replacements and removals', async () => {
    for (const [index, reference] of references.entries())
      await same(`enrolling ${index}`, (matcher) => matcher.enrol(reference, probeOf(index)));
    await same('replacing', (matcher) => matcher.enrol(references[1]!, probeOf(101)));
    await same('removing', (matcher) => matcher.remove(references[2]!));
    await same('removing what is not there', (matcher) => matcher.remove(makeReference()));
    assert.equal(await same('the count', (matcher) => matcher.count()), references.length - 1);
  });

  test('whom it finds, how likely, and why', async () => {
    for (const person of [0, 1, 2, 3, 4, 5, 101]) {
      const found = (await same(`finding ${person}`, (matcher) =>
        matcher.identify(probeOf(person, 1), { best: 5 }),
      )) as {
        reference: Reference;
        score: number;
      }[];
      const place = person === 101 ? 1 : person;
      const gone = person === 1 || person === 2;
      assert.equal(found[0]?.reference === references[place] && found[0]!.score > 50, !gone, `person ${person}`);
    }
  });

  test('also of those among whom other knowledge says to look', async () => {
    const among = references.slice(4, 9);
    await same('among', (matcher) => matcher.identify({ fingers: [makeFinger(6, 2, 1)] }, { best: 3, among }));
  });

  test('whether somebody is who he is, and of whom it knows nothing', async () => {
    await same('verifying', (matcher) => matcher.verify(references[5]!, probeOf(5, 1)));
    await same('verifying another', (matcher) => matcher.verify(references[5]!, probeOf(6, 1)));
    assert.equal(await same('unknown', (matcher) => matcher.verify(makeReference(), probeOf(5, 1))), undefined);
  });

  test('what it refuses', async () => {
    const codeOf = async (ask: Promise<unknown>) =>
      ask.then(
        () => 'none',
        (error: MatcherError) => error.code,
      );
    await same('an empty probe', (matcher) => codeOf(matcher.identify({}, { best: 1 })));
    await same('a wrong reference', (matcher) => codeOf(matcher.remove('x' as Reference)));
    await same('too many', (matcher) => codeOf(matcher.identify(probeOf(1), { best: 101 })));
    const broken = { fingers: [{ position: 2 as const, template: Uint8Array.of(1, 2, 3) }] };
    await same('a broken finger', (matcher) => codeOf(matcher.enrol(makeReference(), broken)));
  });
});

test('samples are no longer shared when a message is answered', async () => {
  const addresses: string[] = [];
  const publish = (xml: string) => {
    const published = ours.share.publish(xml);
    addresses.push(published.url);
    return published;
  };
  const headers = () => ({ ...stated, 'test-organisation': 'third' });
  const matcher = openMosipMatcher({
    url: `${vendor.origin}/abis/mosip`,
    headers,
    embeddings: true,
    share: { publish },
  });
  await matcher.enrol(makeReference(), probeOf(1));
  assert.equal(addresses.length, 1);
  assert.equal((await fetch(addresses[0]!)).status, 404);
});

test('what is done twice because an answer was lost is enrolled once', async () => {
  const front = await listen();
  let forwarded: Promise<unknown> = Promise.resolve();
  // Every request arrives, no answer comes back.
  front.answer = (path) => {
    const { method, body } = front.got.at(-1)!;
    const headers = { ...stated, 'content-type': 'application/json', 'test-organisation': 'lossy' };
    forwarded = forwarded.then(() =>
      fetch(`${vendor.origin}${path}`, { method, headers, ...(body !== '' && { body }) }),
    );
    return { status: 503, headers: { 'retry-after': '0' } };
  };
  const reference = makeReference();
  const blind = openOsiaMatcher({ url: `${front.url}/abis`, tries: 3, embeddings: 'random' });
  await assert.rejects(blind.enrol(reference, probeOf(7)), { code: 'unavailable' });
  await forwarded;
  const headers = () => ({ ...stated, 'test-organisation': 'lossy' });
  const seeing = openOsiaMatcher({ url: `${vendor.origin}/abis`, headers, embeddings: 'random' });
  await seeing.enrol(reference, probeOf(7));
  await seeing.enrol(reference, probeOf(7));
  assert.equal(await seeing.count(), 1);
  assert.equal((await seeing.identify(probeOf(7, 1), { best: 5 })).length, 1);
  await front.close();
});

test('an engine that does not answer, or answers otherwise than the standard says, is told apart', async () => {
  const wrong = await listen();
  const matcher = (tries = 1) => openOsiaMatcher({ url: wrong.url, tries, timeout: 500, embeddings: 'random' });
  const asked = async (status: number, body: string) => {
    wrong.answer = () => ({ status, body });
    return matcher().identify(probeOf(1), { best: 1 });
  };
  await assert.rejects(asked(200, '{"no": "list"}'), { code: 'answer-wrong' });
  await assert.rejects(asked(200, '<html>'), { code: 'answer-wrong' });
  await assert.rejects(asked(500, '{"code": 500, "message": "down"}'), { code: 'unavailable' });
  await assert.rejects(asked(403, ''), { code: 'unavailable' });
  await assert.rejects(asked(400, '{"code": 400, "message": "no faces"}'), { code: 'probe-empty' });
  wrong.got.length = 0;
  wrong.answer = () => ({ status: 503, headers: { 'retry-after': '0' } });
  await assert.rejects(matcher(3).count(), { code: 'unavailable' });
  assert.equal(wrong.got.length, 3);
  wrong.answer = () => ({ status: 302, headers: { location: vendor.origin } });
  await assert.rejects(matcher().count(), { code: 'unavailable' });
  await wrong.close();
  await assert.rejects(matcher().count(), { code: 'unavailable' });
  const closed = matcher();
  await closed.close();
  await assert.rejects(closed.count(), MatcherError);
});

test('two organisations behind one door do not see each other', async () => {
  const headers = () => ({ ...stated, 'test-organisation': 'a-stranger' });
  const stranger = openOsiaMatcher({ url: `${vendor.origin}/abis`, headers, embeddings: 'random' });
  assert.deepEqual(await stranger.identify(probeOf(0, 1), { best: 100 }), []);
  assert.equal(await stranger.verify(references[0]!, probeOf(0, 1)), undefined);
  assert.equal(await stranger.count(), 0);
  await stranger.remove(references[0]!);
  assert.notEqual(await matchers.osia.verify(references[0]!, probeOf(0, 1)), undefined);
});

test('a result that could not be told is asked for once more, and one that never comes is not waited for', async () => {
  const headers = () => ({ ...stated, 'test-organisation': 'late' });
  const open = (receiver: Receiver, wait: number) =>
    openOsiaMatcher({
      ...{ url: `${vendor.origin}/abis`, headers, embeddings: 'random', receiver },
      patience: { look: 100, wait },
    });
  // Between the two houses, and away for as long as the vendor tries by itself.
  let away = 2;
  relay.answer = (path) => {
    if (away-- > 0) return { status: 500 };
    const { body, type } = relay.got.at(-1)!;
    void fetch(`${ours.origin}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    return { status: 204 };
  };
  const through: Receiver = {
    ...ours.receiver,
    expect() {
      const expected = ours.receiver.expect();
      return { ...expected, url: expected.url.replace(ours.origin, relay.url) };
    },
  };
  assert.equal(await open(through, 20_000).count(), 0);
  assert.equal(away, -1);
  away = Number.POSITIVE_INFINITY;
  await assert.rejects(open(through, 500).count(), { code: 'unavailable' });
});
