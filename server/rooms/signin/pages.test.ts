import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { policyOf, styleHash } from '#kernel';
import { findBeyond } from './consentPage.ts';
import { drawSamples, frameIn, languages } from './pages.samples.ts';

const name = 'Cổng Dịch vụ công Bộ Công an';
const pagesOf = (language: string, text = name) => Object.entries(drawSamples(frameIn(language), text));

for (const language of languages) {
  test(`every page in ${language} is within 15 KB, in its language, and needs no script`, () => {
    const pages = pagesOf(language);
    assert.ok(pages.length > 25);
    for (const [page, text] of pages) {
      assert.ok(Buffer.byteLength(text) <= 15_000, `${page} has ${Buffer.byteLength(text)} bytes`);
      assert.match(text, new RegExp(`^<!doctype html>\\n<html lang="${language}">`), page);
      assert.doesNotMatch(
        text,
        /<script(?! src="\/identity\.js" type="module"><\/script>)|\son[a-z]+="|\sstyle="/i,
        page,
      );
      assert.doesNotMatch(text, /\bpage\.[a-z]+/i, `${page} shows a word's key`);
      assert.doesNotMatch(text, /\{[a-zA-Z]+\}(?![^<]*<\/style>)/, `${page} leaves a value out`);
      assert.equal(text.match(/<h1>/g)?.length, 1, page);
      assert.ok(text.includes('aria-current="true"'), page);
    }
  });
}

test('the style is within 5 KB and the only thing that its hash lets in', () => {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(pagesOf('vi')[0]![1])!;
  assert.ok(Buffer.byteLength(style) <= 5_000, `${Buffer.byteLength(style)} bytes`);
  assert.equal(styleHash, `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
});

test('no text from outside becomes a tag or leaves its attribute, on any page', () => {
  const shape = (page: string) => page.replace(/[^<>"]/g, '');
  const plain = new Map(pagesOf('en', 'x').map(([page, text]) => [page, shape(text)]));
  fc.assert(
    fc.property(fc.stringMatching(/^[<>"'&a-z/={} ]{1,40}$/), (text) => {
      for (const [page, drawn] of pagesOf('en', text)) assert.equal(shape(drawn), plain.get(page), page);
    }),
    { numRuns: 60 },
  );
});

test('a page with faults says so in its title, gives them the focus and leads to each field', () => {
  for (const [page, text] of pagesOf('en')) {
    const wrong = text.includes('role="alert" tabindex="-1" autofocus');
    assert.equal(/<title>Error: /.test(text), wrong, page);
    assert.ok((text.match(/ autofocus/g)?.length ?? 0) <= 1, `${page} has two that take the focus`);
    for (const [, field] of text.matchAll(/<li><a href="#([a-z_]+)">/g)) {
      assert.match(text, new RegExp(`<input[^>]* id="${field}"`), `${page} leads nowhere`);
      if (field !== 'day')
        assert.match(text, new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-error"`), page);
    }
  }
});

test('every field has its label and says what it is for', () => {
  for (const [page, text] of pagesOf('en')) {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length, `${page} names something twice`);
    for (const [tag, id] of text.matchAll(/<input type="(?:text|checkbox)" id="([^"]+)"[^>]*>/g)) {
      assert.ok(text.includes(`<label for="${id}">`), `${page}: ${id} has no label`);
      if (tag.includes('type="text"')) assert.match(tag, / autocomplete="[^"]+"/, `${page}: ${id}`);
    }
  }
});

test('a code by message or application is offered by the phone itself, in digits', () => {
  const { proveCode, proveRecovery } = drawSamples(frameIn('en'), name);
  assert.match(proveCode!, /name="code"[^>]*autocomplete="one-time-code" inputmode="numeric"/);
  assert.match(proveRecovery!, /name="code"[^>]*autocomplete="off" inputmode="text"/);
});

test('a waiting page reloads by itself only where no script asks quietly', () => {
  const { wait, phone, identify } = drawSamples(frameIn('en'), name);
  for (const page of [wait!, phone!])
    assert.match(page, /<noscript><meta http-equiv="refresh" content="3"><\/noscript>/);
  assert.doesNotMatch(identify!, /refresh/);
});

test('what is optional in a consent is left out unless ticked, and Yes and No look the same', () => {
  const { consent } = drawSamples(frameIn('en'), name);
  assert.doesNotMatch(consent!, / checked/);
  assert.deepEqual(
    [...consent!.matchAll(/name="(field:[a-z]+)"/gi)].map((match) => match[1]),
    ['field:phone', 'field:email'],
  );
  const [no, yes] = [...consent!.matchAll(/<button([^>]*) name="decision" value="(?:no|yes)">/g)].map(
    (match) => match[1],
  );
  assert.deepEqual([no, yes], ['', '']);
});

test('the verdict names exactly what the purpose does not need', () => {
  assert.deepEqual(findBeyond([{ field: 'name' }, { field: 'religion' }], ['name', 'pin']), ['religion']);
  assert.deepEqual(findBeyond([{ field: 'name' }], ['name', 'pin']), []);
});

test('a form may lead back to the service that asked, and nowhere else', () => {
  const formAction = (target?: string) => /form-action ([^;]*);/.exec(policyOf({}, target))![1];
  assert.equal(formAction(), "'self'");
  assert.equal(formAction('https://portal.example:8443/back?a=b;c'), "'self' https://portal.example:8443");
  assert.equal(formAction('http://[::1]:3000/back'), "'self' http://[::1]:3000");
  assert.equal(formAction('vn.gov.app:/back'), "'self' vn.gov.app:");
  assert.equal(formAction('nonsense'), "'self'");
  for (const url of ["https://a;script-src'unsafe-inline'/", 'https://a,b/', 'javascript&:x']) {
    assert.doesNotMatch(policyOf({}, url), /unsafe|,|&/, url);
  }
});

test('no redirect address can add to the policy', () => {
  const parts = policyOf({ script: true }).split(';').length;
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.stringMatching(/^(https?:\/\/|[a-z]+:)[a-z0-9;,' *.:/@-]{1,30}$/)), (url) => {
      const policy = policyOf({ script: true }, url);
      assert.equal(policy.split(';').length, parts);
      assert.doesNotMatch(policy, /[,*]|unsafe/);
    }),
  );
});
