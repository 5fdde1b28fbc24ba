import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { enter, newPhone, queued } from '../accounts/life.samples.ts';
import { createVisitor, type Visitor } from './visitor.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

let addresses = 0;
function visit(): Visitor {
  addresses += 1;
  return createVisitor(house.app, house.kernel.config.origin, { address: `203.1.${addresses}.7` });
}
const birthOf = (date: string) => {
  const [year, month, day] = date.split('-');
  return { year: year!, month: month!, day: day! };
};

test('an account is opened by forms alone, with the code that was sent', async () => {
  const { pin, name, birthDate } = await enter(house);
  const phone = newPhone();
  const visitor = visit();
  await visitor.go('/activate');
  const contact = phone.replace('+84', '0');
  await visitor.submit('begin', { identifier: pin, name, ...birthOf(birthDate), contact });
  assert.equal(visitor.heading(), 'Enter the code we sent');
  assert.ok(!visitor.url.includes(pin));
  await visitor.submit('confirm', { code: '' });
  assert.match(visitor.page, /id="code-error">Enter the code</);
  const { code } = (await queued(house, phone)).at(-1)!;
  await visitor.submit('confirm', { code: code === '000000' ? '000001' : '000000' });
  assert.equal(visitor.status, 422);
  await visitor.submit('confirm', { code });
  assert.equal(visitor.heading(), 'Your account is open');
});

test('somebody who is not in the register sees the same pages', async () => {
  const { pin, name, birthDate } = await enter(house);
  const seen = async (identifier: string) => {
    const visitor = visit();
    await visitor.go('/activate');
    await visitor.submit('begin', { identifier, name, ...birthOf(birthDate), contact: newPhone() });
    const plain = () =>
      visitor.page.replaceAll(visitor.url, '/activate/x').replace(/name="token" value="[^"]*"/g, 'token');
    const first = plain();
    await visitor.submit('confirm', { code: '000000' });
    return [first, plain()];
  };
  assert.deepEqual(await seen(pin), await seen('001199999999'));
});

test('what is missing is said beside each field, and what was typed stands there again', async () => {
  const visitor = visit();
  await visitor.go('/activate');
  await visitor.submit('begin', { identifier: '12', name: '<i>', day: '31', month: '2', year: '1986', contact: '@' });
  assert.equal(visitor.status, 422);
  for (const field of ['identifier', 'day']) assert.ok(visitor.page.includes(`<a href="#${field}">`), field);
  assert.match(visitor.page, /value="&lt;i&gt;"/);
  const contact = '12';
  await visitor.submit('begin', { identifier: '001199999999', name: 'A', day: '1', month: '2', year: '1986', contact });
  assert.match(visitor.page, /<a href="#contact">Enter a phone number/);
});

test('a way back begins for everybody alike, and its code stands on no address', async () => {
  const { pin } = await enter(house);
  const seen = async (identifier: string) => {
    const visitor = visit();
    await visitor.go('/recover');
    await visitor.submit('begin', { identifier });
    assert.equal(visitor.heading(), 'The recovery has begun');
    assert.equal(visitor.url, '/recover');
    return visitor.page.replace(/<strong class="number">\d+</, 'number').replace(/<code>[^<]*</, 'code');
  };
  assert.equal(await seen(pin), await seen('001199999999'));
});

test('without a session there is no page to make a passkey on', async () => {
  const answer = await house.app.inject({ url: '/passkey' });
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in?to=/passkey']);
});

test('the one script is ours, and may be kept', async () => {
  const answer = await house.app.inject({ url: '/identity.js' });
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers['content-type']), /^text\/javascript/);
  assert.match(String(answer.headers['cache-control']), /max-age/);
  assert.ok(answer.rawPayload.length < 4_000);
});
