import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type PersonaGroup, renderSignIn, type SignInPersona, signInStyleHash } from './signin.ts';

const groups: PersonaGroup[] = ['citizen', 'officer', 'agency', 'oversight'];
const personas: SignInPersona[] = Array.from({ length: 12 }, (_, at) => ({
  id: `persona-${at}`,
  name: `Nguyễn Thị Thanh Hương ${at}`,
  roleName: 'Cán bộ đăng ký, Phường Ba Đình, Thành phố Hà Nội',
  group: groups[at % 4]!,
  line: 'Tìm một người theo tên và năm sinh, sửa ngày sinh sai, hợp nhất hai hồ sơ của cùng một người.',
}));
const words = {
  languages: ['vi', 'en', 'fr'],
  say: (language: string, key: string) => `${language}:${key} ${'a'.repeat(90)}`,
};
const page = (changes = {}) => renderSignIn({ language: 'vi', words, country: 'Việt Nam', personas, ...changes });

test('the page stays within 15 KB with twelve personas', () => {
  const bytes = Buffer.byteLength(page());
  assert.ok(bytes <= 15_000, `${bytes} bytes`);
});

test('every persona has a form of its own that works without script', () => {
  const html = page();
  for (const { id } of personas) assert.equal(html.split(`name="persona" value="${id}"`).length, 2);
  assert.doesNotMatch(html, /<script|\son[a-z]+=|\sstyle=/);
});

test("the hash for the content security policy is that of the page's style element", () => {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page()) ?? [];
  assert.equal(signInStyleHash, `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
});

test('text from outside stays text', () => {
  const [first] = personas;
  const html = page({ message: '<img src=x onerror="alert(1)">', personas: [{ ...first, name: "a&b'c" }] });
  assert.ok(html.includes('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'));
  assert.ok(html.includes('a&amp;b&#39;c'));
});

test('the language is told to the browser and marked as chosen', () => {
  const html = page({ language: 'fr' });
  assert.match(html, /<html lang="fr">/);
  assert.match(html, /lang="fr" aria-current="true">Français</);
});

test('each persona stands under its own group', () => {
  const [, oversight = ''] = page().split('id="oversight"');
  assert.ok(oversight.includes('value="persona-3"'));
  assert.ok(!oversight.includes('value="persona-2"'));
});
