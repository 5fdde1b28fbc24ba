import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html, trustHtml } from './html.ts';

test('no text leaves its place, neither between tags nor in an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const page = html`<p title="${text}">${[text, [text]]}</p>`.text;
      assert.equal(page.replace(/[^<>"']/g, ''), '<""><>');
      const read = (part: string) =>
        part
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
      assert.equal(read(/title="([^"]*)"/.exec(page)![1]!), text);
      assert.equal(read(/>([^<]*)</.exec(page)![1]!), text + text);
    }),
  );
});

test('what is HTML already is not escaped twice', () => {
  assert.equal(
    html`<ul>${['a', 'b&'].map((one) => html`<li>${one}</li>`)}</ul>`.text,
    '<ul><li>a</li><li>b&amp;</li></ul>',
  );
  assert.equal(html`${trustHtml('<svg/>')}${html`<b>${'<'}</b>`}`.text, '<svg/><b>&lt;</b>');
});

test('nothing leaves nothing, zero stays', () => {
  assert.equal(html`${undefined}${null}${false}${0}${''}`.text, '0');
});
