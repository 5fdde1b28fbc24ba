import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isInnerList, parseDictionary, serializeInnerList } from 'structured-headers';
import { HttpSigError, type ParsedSignature, parseSignatureHeaders } from './index.ts';

const signature = 'sig1=:AAAA:';
const input = 'sig1=("@method" "signature";req;key="sig1");created=5;keyid="k"';

/** Parses as an independent library does, for comparison. */
function judge(signatureInput: string): Map<string, string> {
  const members = new Map<string, string>();
  for (const [label, member] of parseDictionary(signatureInput)) {
    assert.ok(isInnerList(member));
    members.set(label, serializeInnerList(member));
  }
  return members;
}

function parseOrCode(signatureInput: string, signatureField: string): ParsedSignature[] | string {
  try {
    return parseSignatureHeaders(signatureInput, signatureField);
  } catch (error) {
    if (error instanceof HttpSigError) return error.code;
    throw error;
  }
}

const label = fc.stringMatching(/^[a-z*][a-z0-9_.*-]{0,8}$/);
const text = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
  maxLength: 20,
});
const quoted = text.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
const blank = fc.stringMatching(/^ {0,2}$/);
const component = fc
  .tuple(
    fc.stringMatching(/^@?[a-z][a-z-]{0,12}$/),
    fc.constantFrom('', ';req', '; req', ';key="sig1"', ';req;key="a b"', ';sf'),
  )
  .map(([name, params]) => `"${name}"${params}`);
const param = fc.oneof(
  fc.tuple(fc.constantFrom('created', 'expires', 'x'), fc.nat()).map(([name, value]) => `${name}=${value}`),
  fc.tuple(fc.constantFrom('nonce', 'keyid', 'alg', 'tag', 'y'), quoted).map(([name, value]) => `${name}=${value}`),
);
const member = fc
  .record({
    blanks: fc.tuple(blank, blank, blank),
    components: fc.uniqueArray(component, { maxLength: 6, selector: (text) => text.split('"')[1] }),
    params: fc.uniqueArray(param, { maxLength: 6, selector: (text) => text.split('=')[0] }),
  })
  .map(({ blanks: [open, between, close], components, params }) => {
    const list = `(${open}${components.join(` ${between}`)}${close})`;
    return list + params.map((text) => `;${between}${text}`).join('');
  });

test('what is written by the grammar is read as structured-headers reads it', () => {
  fc.assert(
    fc.property(fc.dictionary(label, member, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (members) => {
      const labels = Object.keys(members);
      const signatureInput = labels.map((name) => `${name}=${members[name]}`).join(' ,\t');
      const parsed = parseSignatureHeaders(signatureInput, labels.map((name) => `${name}=:AAAA:`).join(', '));
      assert.deepEqual(new Map(parsed.map((entry) => [entry.label, entry.input])), judge(signatureInput));
    }),
    { numRuns: 500 },
  );
});

test('parameters come back as the values they were', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), text, text, text, (created, expires, nonce, keyid, tag) => {
      const write = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
      const params = `created=${created};expires=${expires};nonce=${write(nonce)};keyid=${write(keyid)};tag=${write(tag)}`;
      const [parsed] = parseSignatureHeaders(`sig1=();${params}`, signature);
      assert.deepEqual(parsed?.params, { created, expires, nonce, keyid, alg: undefined, tag });
    }),
  );
});

test('whatever comes, it is read as structured-headers reads it or refused with a code', () => {
  const bits = [
    ';key',
    ';key="sig1"',
    ';created=5',
    'sig1',
    '=',
    '(',
    ')',
    '"@method"',
    '"a"',
    ' ',
    '\t',
    ';',
    ',',
    'created',
    '5',
    '007',
    '-1',
    '"x\\"',
    '?1',
    ':AAAA:',
    'é',
    '1.5',
    'req',
    'key',
    '\n',
  ];
  const noise = fc.array(fc.constantFrom(...bits), { maxLength: 14 }).map((parts) => parts.join(''));
  const mangled = fc
    .tuple(fc.nat(input.length), fc.nat(3), fc.oneof(noise, fc.string()))
    .map(([at, cut, put]) => input.slice(0, at) + put + input.slice(at + cut));
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(mangled, noise, fc.string()), (signatureInput) => {
      const parsed = parseOrCode(signatureInput, signature);
      if (typeof parsed === 'string') return assert.match(parsed, /^malformed-signature/);
      accepted++;
      assert.deepEqual(new Map(parsed.map((entry) => [entry.label, entry.input])), judge(signatureInput));
    }),
    { numRuns: 10_000 },
  );
  assert.ok(accepted > 20, `only ${accepted} inputs were accepted: the comparison says little`);
});

test('a Signature field is read or refused with a code', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `sig1=:${text}:`),
      ),
      (field) => {
        const parsed = parseOrCode(input, field);
        if (typeof parsed === 'string') return assert.match(parsed, /^malformed-signature/);
        assert.equal(`sig1=:${parsed[0]?.signature.toString('base64')}:`, field.trim());
      },
    ),
    { numRuns: 2000 },
  );
});

test('duplicates, strays and overlong fields are refused', () => {
  const refused: [string, string, string][] = [
    ['label twice', `${input}, ${input}`, signature],
    ['signature label twice', input, `${signature}, ${signature}`],
    ['component twice', 'sig1=("a" "a");created=5', signature],
    [
      'component twice with parameters turned round',
      'sig1=("signature";req;key="a" "signature";key="a";req)',
      signature,
    ],
    ['component parameter twice', 'sig1=("a";req;req)', signature],
    ['component parameter twice, bare and with a value', 'sig1=("signature";key;key="sig1")', signature],
    ['unknown component parameter twice', 'sig1=("a";sf;sf)', signature],
    ['parameter twice', 'sig1=();created=5;created=5', signature],
    ['label without signature', `${input}, sig2=()`, signature],
    ['signature without label', input, `${signature}, sig2=:AAAA:`],
    ['components without a space', 'sig1=("a""b")', signature],
    ['trailing comma', `${input},`, signature],
    ['not an inner list', 'sig1="a"', signature],
    ['no base64 padding', input, 'sig1=:AAA:'],
    ['base64 with spare bits', input, 'sig1=:AAB=:'],
    ['created as text', 'sig1=();created="5"', signature],
    ['keyid as number', 'sig1=();keyid=5', signature],
    ['sixteen digits', 'sig1=();created=1234567890123456', signature],
    ['a long nonce', `sig1=();nonce="${'n'.repeat(300)}"`, signature],
    ['a long field', `sig1=("${'a'.repeat(9000)}")`, signature],
    ['many components', `sig1=(${Array.from({ length: 33 }, (_, i) => `"a${i}"`).join(' ')})`, signature],
    [
      'many signatures',
      Array.from({ length: 9 }, (_, i) => `s${i}=()`).join(),
      Array.from({ length: 9 }, (_, i) => `s${i}=:AAAA:`).join(),
    ],
  ];
  for (const [name, signatureInput, field] of refused) {
    const parsed = parseOrCode(signatureInput, field);
    assert.ok(
      typeof parsed === 'string' && parsed.startsWith('malformed-signature'),
      `${name}: ${JSON.stringify(parsed)}`,
    );
  }
});
