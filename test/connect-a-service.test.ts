import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { newId } from '#kernel';
import { openTestHouse, type TestHouse } from '#test';
import { FormBrowser } from './formBrowser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = readFileSync(join(root, 'docs/connect-a-service.md'), 'utf8');
const PORT = 3187;
const origin = `http://localhost:${PORT}`;

/** The guide's blocks by their names, with the reader's own values put in. */
function readBlock(name: string, own: { client?: string; secret?: string; port?: number } = {}): string {
  const block = new RegExp(`\`\`\`\\w+ ${name.replaceAll('.', '\\.')}\\n(.*?)\`\`\``, 's').exec(guide)?.[1];
  assert.ok(block, `the guide has no ${name}`);
  return block
    .replaceAll('http://localhost:3000', origin)
    .replaceAll('localhost:4000', `localhost:${own.port ?? 4000}`)
    .replaceAll('listen(4000', `listen(${own.port ?? 4000}`)
    .replaceAll('my-service', own.client ?? 'my-service')
    .replaceAll('my-secret', own.secret ?? 'my-secret');
}

let house: TestHouse;
let discovery: Record<string, string> & Record<string, string[]>;
let place: string;
const children: ChildProcess[] = [];

before(async () => {
  house = await openTestHouse({ port: PORT, persons: 500 });
  await house.app.listen({ port: PORT, host: '127.0.0.1' });
  discovery = (await (await fetch(`${origin}/oidc/.well-known/openid-configuration`)).json()) as typeof discovery;
  place = mkdtempSync(join(tmpdir(), 'dancu-connect-'));
});
after(async () => {
  for (const child of children) child.kill();
  await house.close();
  rmSync(place, { recursive: true, force: true });
});

/** What the console does with the guide's first step. */
async function registerService(redirect: string): Promise<{ client: string; secret: string }> {
  const context = {
    caller: { kind: 'official', id: 'guide', organisation: 'ministry-of-health', scopes: new Set<string>() },
    ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, idempotency: undefined },
    ...{ language: 'en', requestId: newId(), clock: house.kernel.clock, receivedAt: new Date().toISOString() },
  } as const;
  const services = house.clients;
  const { client } = await services.register(context, {
    name: { vi: 'Dịch vụ của tôi', en: 'My service', fr: 'Mon service' },
    purpose: 'public-service-login',
    legalBasis: 'public-service-decree',
    fields: [{ field: 'name', required: true }],
    assurance: 'low',
    profile: 'plain',
    actsFor: [],
    metadata: {
      redirect_uris: [redirect],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  });
  return { client, secret: (await services.tellSecret(client))! };
}

/** Signs in as a persona of the demonstration and agrees, in forms, as somebody without script does. */
async function signIn(address: string): Promise<FormBrowser> {
  const browser = await new FormBrowser().open(address);
  assert.match(browser.url, /\/sign-in\//, browser.page);
  await browser.submit('name="persona"', { persona: 'mother' });
  if (browser.page.includes('name="acting"')) await browser.submit('name="acting"', { acting: 'self' });
  assert.match(browser.page, /name="decision"/, browser.page);
  await browser.submit('value="yes"', { decision: 'yes' });
  return browser;
}

/** Waits until somebody listens there. */
async function reach(address: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await (await fetch(address, { redirect: 'manual' })).arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`nobody answers at ${address}`);
}

test('the guide’s openid-client application signs a person in', async () => {
  const port = PORT + 1;
  const own = await registerService(`http://localhost:${port}/signed-in`);
  writeFileSync(join(place, 'login.ts'), readBlock('login.ts', { ...own, port }));
  writeFileSync(join(place, 'package.json'), '{"type":"module"}');
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  const child = spawn(process.execPath, ['login.ts'], { cwd: place, stdio: 'inherit' });
  children.push(child);
  await reach(`http://127.0.0.1:${port}/nothing`);
  const { page, url } = await signIn(`http://localhost:${port}/`);
  const told = JSON.parse(page) as { sub: string; acr: string; name: string };
  assert.ok(url.startsWith(`http://localhost:${port}/signed-in?`));
  assert.ok(told.sub.length > 10 && !/^\d{12}$/.test(told.sub));
  assert.match(told.acr, /^urn:dancu:acr:(substantial|high)$/);
  assert.ok(told.name.length > 3, page);
  const replayed = await new FormBrowser().open(url);
  assert.equal(replayed.status, 400, 'an answer of another browser is refused');
});

test('Spring Boot’s lines say what the provider says', () => {
  const { spring } = load(readBlock('application.yaml')) as {
    spring: {
      security: { oauth2: { client: Record<'registration' | 'provider', Record<string, Record<string, string>>> } };
    };
  };
  const { registration, provider } = spring.security.oauth2.client;
  assert.equal(provider.dancu?.['issuer-uri'], discovery.issuer);
  assert.ok(discovery.claims_supported!.includes(provider.dancu!['user-name-attribute']!));
  const wanted = registration.dancu!;
  assert.ok(discovery.token_endpoint_auth_methods_supported!.includes(wanted['client-authentication-method']!));
  assert.ok(discovery.grant_types_supported!.includes(wanted['authorization-grant-type']!));
  for (const scope of wanted.scope!.split(', ')) assert.ok(discovery.scopes_supported!.includes(scope), scope);
  assert.ok(guide.includes(wanted['redirect-uri']!.replace(/^.*localhost:4000/, 'http://localhost:4000')));
  assert.match(readBlock('SecurityConfiguration.java'), /SignatureAlgorithm\.ES256/);
  assert.deepEqual(discovery.id_token_signing_alg_values_supported, ['ES256']);
});

test('Keycloak’s lines say what the provider says', () => {
  const realm = JSON.parse(readBlock('realm.json')) as {
    realm: string;
    identityProviders: [{ alias: string; config: Record<string, string> }];
    identityProviderMappers: { identityProviderAlias: string; config: { claim: string } }[];
  };
  const [{ alias, config }] = realm.identityProviders;
  const endpoints = {
    issuer: config.issuer,
    authorization_endpoint: config.authorizationUrl,
    token_endpoint: config.tokenUrl,
    userinfo_endpoint: config.userInfoUrl,
    jwks_uri: config.jwksUrl,
    end_session_endpoint: config.logoutUrl,
  };
  for (const [name, value] of Object.entries(endpoints)) assert.equal(value, discovery[name], name);
  assert.ok(discovery.token_endpoint_auth_methods_supported!.includes(config.clientAuthMethod!));
  assert.ok(discovery.code_challenge_methods_supported!.includes(config.pkceMethod!));
  assert.equal(String(discovery.backchannel_logout_supported), 'true');
  for (const scope of config.defaultScope!.split(' ')) assert.ok(discovery.scopes_supported!.includes(scope), scope);
  for (const mapper of realm.identityProviderMappers) {
    assert.equal(mapper.identityProviderAlias, alias);
    assert.ok(discovery.claims_supported!.includes(mapper.config.claim), mapper.config.claim);
  }
  assert.ok(guide.includes(`/realms/${realm.realm}/broker/${alias}/endpoint`));
});

test('what the guide says of scopes, claims and levels is in the discovery document', () => {
  const [, table = ''] = guide.split('## 3. What you get');
  const named = [...table.split('\n\n')[1]!.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]!);
  assert.ok(named.length > 15, `only ${named.length} names were read`);
  const known = [...discovery.claims_supported!, ...discovery.scopes_supported!, 'amr', 'auth_time', 'tax_code'];
  assert.deepEqual(
    named.filter((name) => !known.includes(name)),
    [],
  );
  const levels = [...guide.matchAll(/urn:dancu:acr:(\w+)/g)].map((match) => match[0]);
  for (const level of levels) assert.ok(discovery.acr_values_supported!.includes(level), level);
});

const modules = '/usr/lib/apache2/modules';
const apache = existsSync('/usr/sbin/apache2') && existsSync(`${modules}/mod_auth_openidc.so`);
const absent = apache ? false : 'apache2 and libapache2-mod-auth-openidc are not installed';

test('the guide’s lines for mod_auth_openidc sign a person in', { skip: absent }, async () => {
  const port = PORT + 2;
  const own = await registerService(`http://localhost:${port}/protected/callback`);
  const folder = join(place, 'apache');
  mkdirSync(join(folder, 'htdocs/protected'), { recursive: true });
  // Apache gives up root's rights, and then must still find its way into the folder.
  chmodSync(place, 0o755);
  writeFileSync(join(folder, 'htdocs/protected/index.html'), 'behind the sign-in');
  const wanted = [
    'mpm_event',
    'authz_core',
    'authz_user',
    'authn_core',
    'auth_basic',
    'dir',
    'mime',
    'headers',
    'auth_openidc',
  ];
  const loaded = wanted.filter((one) => existsSync(`${modules}/mod_${one}.so`));
  const configuration = [
    ...loaded.map((one) => `LoadModule ${one}_module ${modules}/mod_${one}.so`),
    `ServerName localhost`,
    `Listen 127.0.0.1:${port}`,
    `ServerRoot ${folder}`,
    `PidFile ${folder}/pid`,
    `Mutex file:${folder} default`,
    `ErrorLog ${folder}/error.log`,
    `DocumentRoot ${folder}/htdocs`,
    'DirectoryIndex index.html',
    'TypesConfig /dev/null',
    '<Directory />\n  AllowOverride None\n</Directory>',
    ...(process.getuid?.() === 0 ? ['User nobody', 'Group nogroup'] : []),
    readBlock('openidc.conf', { ...own, port }),
    // Node's fetch says `cors` of itself and cannot be told otherwise; the module answers 401 to what is no navigation.
    'RequestHeader set sec-fetch-mode navigate early',
    'Header always set x-sub "expr=%{env:OIDC_CLAIM_sub}"',
  ];
  writeFileSync(join(folder, 'apache.conf'), configuration.join('\n'));
  const child = spawn('/usr/sbin/apache2', ['-X', '-f', join(folder, 'apache.conf')], { stdio: 'inherit' });
  children.push(child);
  await reach(`http://127.0.0.1:${port}/`);
  const browser = await signIn(`http://localhost:${port}/protected/`);
  assert.match(browser.page, /behind the sign-in/, readFileSync(join(folder, 'error.log'), 'utf8'));
});

test('the API of the guide is registered as it stands there', async () => {
  const given = JSON.parse(readBlock('api.json')) as Parameters<typeof house.clients.apis.register>[1];
  const engineer = { kind: 'official', organisation: 'ministry-of-health', id: 'guide', scopes: new Set<string>() };
  const made = await house.clients.apis.register(
    {
      caller: engineer as never,
      ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, idempotency: undefined },
      ...{ language: 'en', requestId: newId(), clock: house.kernel.clock, receivedAt: new Date().toISOString() },
    },
    given,
  );
  assert.equal(made.state, 'simulation');
});
