import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CardApplication,
  CvChain,
  type CvRole,
  connectInProcess,
  hex,
  makeCvCertificate,
  readChip,
  readCvCertificate,
  readDg3,
  type TerminalCredentials,
} from './index.ts';
import { access, can, finger, makeKeys, makeWholeCard, now } from './samples.ts';

/** A country's terminals: authority, verifier, terminal. */
function makeTerminals(rights: ('DG3' | 'DG4')[] = ['DG3'], expires = new Date('2027-01-01T00:00:00Z')) {
  const keys = {
    authority: makeKeys('brainpoolP256r1'),
    verifier: makeKeys('brainpoolP256r1'),
    terminal: makeKeys('brainpoolP256r1'),
  };
  const make = (role: CvRole, from: keyof typeof keys, to: keyof typeof keys, ends = expires) =>
    makeCvCertificate({
      role,
      authorityReference: `UT${from.toUpperCase().slice(0, 9)}00001`,
      holderReference: `UT${to.toUpperCase().slice(0, 9)}00001`,
      publicKey: keys[to].publicKey,
      issuerKey: keys[from].privateKey,
      rights: role === 'terminal' ? rights : ['DG3', 'DG4'],
      effective: now,
      expires: ends,
    });
  const authority = make('authority', 'authority', 'authority', new Date('2030-01-01T00:00:00Z'));
  const chain = [make('domestic-verifier', 'authority', 'verifier'), make('terminal', 'verifier', 'terminal')];
  const credentials: TerminalCredentials = { chain, privateKey: keys.terminal.privateKey };
  return { authority, credentials, keys };
}

test('DG3 is shown to a terminal with the right for it, over PACE and BAC, and to no other', async () => {
  const terminals = makeTerminals();
  const made = makeWholeCard({ fingers: [{ position: 9, record: finger }], terminalAuthority: terminals.authority });
  const read = (options: Partial<Parameters<typeof readChip>[1]>) =>
    readChip(connectInProcess(new CardApplication(made.chip)), { trust: made.trust, at: now, can, ...options });
  for (const way of [{}, { access, preferBac: true }]) {
    const reading = await read({ ...way, terminal: terminals.credentials });
    assert.deepEqual([reading.terminalAuthentication, reading.withheld], ['proven', []]);
    assert.deepEqual(readDg3(reading.files.DG3!).map(hex), [hex(finger)]);
  }
  const without = await read({});
  assert.deepEqual([without.withheld, without.files.DG3, without.isGenuine], [['DG3'], undefined, true]);
  const { chain } = terminals.credentials;
  const others: [string, TerminalCredentials][] = [
    ['a key that is not the certificate’s', { chain, privateKey: terminals.keys.verifier.privateKey }],
    ['another country’s chain', makeTerminals().credentials],
    ['a chain without its verifier', { chain: chain.slice(1), privateKey: terminals.keys.terminal.privateKey }],
    [
      'a chain that ends with the verifier',
      { chain: chain.slice(0, 1), privateKey: terminals.keys.verifier.privateKey },
    ],
  ];
  for (const [what, terminal] of others)
    assert.equal((await read({ terminal })).terminalAuthentication, 'failed', what);
});

test('a terminal without the right for fingers is proven and does not see them', async () => {
  const terminals = makeTerminals(['DG4']);
  const made = makeWholeCard({ fingers: [{ position: 9, record: finger }], terminalAuthority: terminals.authority });
  const card = connectInProcess(new CardApplication(made.chip));
  const reading = await readChip(card, { trust: made.trust, at: now, can, terminal: terminals.credentials });
  assert.deepEqual([reading.terminalAuthentication, reading.withheld], ['proven', ['DG3']]);
});

test('a certificate is read as it was made', () => {
  const { authority, credentials } = makeTerminals();
  const root = readCvCertificate(authority);
  assert.deepEqual(
    [root.role, root.domain?.name, root.rights, root.holderReference],
    ['authority', 'brainpoolP256r1', ['DG3', 'DG4'], 'UTAUTHORITY00001'],
  );
  const terminal = readCvCertificate(credentials.chain[1]!);
  assert.deepEqual([terminal.role, terminal.domain, terminal.rights], ['terminal', undefined, ['DG3']]);
  assert.deepEqual([terminal.effective, terminal.expires], [now, new Date('2027-01-01T00:00:00Z')]);
});

test('the chain refuses what is forged, expired, or issued by who may not', () => {
  const { authority, credentials, keys } = makeTerminals();
  const [verifier, terminal] = credentials.chain as [Uint8Array, Uint8Array];
  const forged = Uint8Array.from(verifier);
  forged[forged.length - 1]! ^= 1;
  const refused = { code: 'cv-certificate-refused' };
  assert.throws(() => new CvChain(authority).add(forged), refused);
  assert.throws(() => new CvChain(authority).add(terminal), refused);
  assert.throws(() => new CvChain(authority, new Date('2028-01-01T00:00:00Z')).add(verifier), refused);
  assert.throws(() => new CvChain(verifier), refused);
  const chain = new CvChain(authority);
  chain.add(verifier);
  chain.add(terminal);
  const byTerminal = makeCvCertificate({
    role: 'terminal',
    authorityReference: readCvCertificate(terminal).holderReference,
    holderReference: 'UTMALLORY00001',
    publicKey: keys.terminal.publicKey,
    issuerKey: keys.terminal.privateKey,
    rights: ['DG3'],
    effective: now,
    expires: new Date('2027-01-01T00:00:00Z'),
  });
  assert.throws(() => chain.add(byTerminal), refused);
});

test('a card’s date goes forward with its own country’s certificates only', () => {
  const { authority, keys } = makeTerminals();
  const later = new Date('2026-09-01T00:00:00Z');
  const make = (role: CvRole) =>
    makeCvCertificate({
      role,
      authorityReference: 'UTAUTHORITY00001',
      holderReference: `UT${role.toUpperCase().slice(0, 7)}00001`,
      publicKey: keys.verifier.publicKey,
      issuerKey: keys.authority.privateKey,
      rights: [],
      effective: later,
      expires: new Date('2027-01-01T00:00:00Z'),
    });
  const chain = new CvChain(authority);
  chain.add(make('foreign-verifier'));
  assert.deepEqual(chain.today, now);
  chain.add(make('domestic-verifier'));
  assert.deepEqual(chain.today, later);
});
