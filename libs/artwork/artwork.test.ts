import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { ArtworkError, drawArtwork, readArtwork } from './index.ts';

const whole = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inside}</svg>`;
const draw = (inside: string, fields: Record<string, string> = {}, images: Record<string, Uint8Array> = {}) =>
  drawArtwork(readArtwork(whole(inside)), { fields, images });

test('texts stand where they belong, and what nobody gave is drawn as nothing', () => {
  const svg = draw('<text x="1">{name}, {age}</text><g data-if="age"><path d="M0 0"/></g>', { name: 'Hà & <Nội>' });
  assert.match(svg, /<text x="1">Hà &amp; &lt;Nội&gt;, <\/text>/);
  assert.doesNotMatch(svg, /path/);
});

test('a picture is drawn as what it is, and leaves no frame where there is none', () => {
  const place = '<image href="{portrait}" x="1"/>';
  assert.match(draw(place, {}, { portrait: Uint8Array.of(0xff, 0xd8, 0xff) }), /href="data:image\/jpeg;base64,\/9j\/"/);
  assert.match(draw(place, {}, { portrait: Uint8Array.of(0x89, 0x50) }), /href="data:image\/png;base64,/);
  assert.doesNotMatch(draw(place), /image/);
});

test('a long text is broken between words, each line below the one before', () => {
  const svg = draw('<text x="2" font-size="4" data-wrap="9">{where}</text>', { where: 'Ba Đình Hà Nội  ' });
  assert.match(svg, /<tspan x="2" dy="0">Ba Đình<\/tspan><tspan x="2" dy="5.00">Hà Nội<\/tspan>/);
});

test('a code is as large as it is told to be, and absent without a text', () => {
  const place = '<qr data-of="code" x="1" y="2" size="6"/>';
  assert.match(draw(place, { code: 'abc' }), /<svg x="1" y="2" width="6" height="6" viewBox="0 0 25 25">/);
  assert.doesNotMatch(draw(place), /<svg x=/);
});

test('what would run, fetch, or differ between screen and paper is refused with its line', () => {
  for (const [inside, told] of [
    ['<script>alert(1)</script>', 'script is no element'],
    ['<g onclick="a()"/>', 'nothing runs'],
    ['<image href="https://example.org/a.png"/>', 'only {a picture}'],
    ['<use xlink:href="other.svg#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>', 'only {a picture}'],
    ['<rect fill="url(https://example.org/a)"/>', 'only url('],
    ['<text style="fill:red"/>', 'style sheet'],
    ['<foreignObject/>', 'no element'],
    ['<qr x="1"/>', 'wants data-of'],
    ['<text data-wrap="0"/>', 'number of letters'],
  ] as const)
    assert.throws(
      () => readArtwork(whole(inside)),
      (error) => error instanceof ArtworkError && error.problems.some((one) => one.includes(told)),
      inside,
    );
  assert.throws(() => readArtwork('<svg viewBox="1 1 2 2"/>'), ArtworkError);
  assert.throws(() => readArtwork(`<!DOCTYPE svg [<!ENTITY a "b">]>${whole('')}`), ArtworkError);
  assert.throws(() => readArtwork(whole('<g>'.repeat(50) + '</g>'.repeat(50))), ArtworkError);
});

test('whatever is given, nothing but text comes out of it: the drawing is well formed and has no element of its own', () => {
  const artwork = readArtwork(
    whole('<text x="{a}">{a}</text><text data-wrap="5">{a}</text><qr data-of="b" size="3"/>'),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (a) => {
      const svg = drawArtwork(artwork, { fields: { a: a.toWellFormed(), b: 'x' }, images: {} });
      const found = new Set<string>();
      const parser = new SaxesParser();
      parser.on('error', (error) => assert.fail(error.message));
      parser.on('opentag', ({ name }) => found.add(name));
      parser.write(svg).close();
      assert.ok([...found].every((name) => ['svg', 'text', 'tspan', 'rect', 'path'].includes(name)));
    }),
  );
});

test('any bytes for a template end in artwork or in its problems', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const one of [text, whole(text)]) {
        try {
          readArtwork(one);
        } catch (error) {
          assert.ok(error instanceof ArtworkError, String(error));
        }
      }
    }),
  );
});
