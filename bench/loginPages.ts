import { createHash, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { Holder } from './loginAccounts.ts';
import type { Browser } from './loginBrowser.ts';
import { Astray, type Pages } from './loginParty.ts';

/** Where the text messages of the server go, and who waits for which. */
export interface Gateway {
  url: string;
  codeFor(phone: string): Promise<string>;
  close(): void;
}

export async function openGateway(port: number): Promise<Gateway> {
  const waiting = new Map<string, (code: string) => void>();
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const message = JSON.parse(text) as { to: string; text: string };
      const code = /\b\d{6}\b/.exec(message.text)?.[0];
      if (code) waiting.get(message.to)?.(code);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}/`,
    codeFor: (phone) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('no code came')), 20_000);
        waiting.set(phone, (code) => {
          clearTimeout(late);
          waiting.delete(phone);
          resolve(code);
        });
      }),
    close: () => void server.close(),
  };
}

const tokenOf = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** What somebody does on our pages: prove who they are, and agree where they are asked. */
function goThrough(prove: (browser: Browser, address: string, token: string) => Promise<string>): Pages {
  return async (browser, address) => {
    const page = await browser.call('page', 'GET', address);
    if (page.status === 303) return page.location!;
    if (page.status !== 200) throw new Astray('page', page);
    const token = tokenOf(page.body);
    if (!page.body.includes('name="step" value="consent"')) return prove(browser, address, token);
    const form = { token, step: 'consent', decision: 'yes', remember: 'yes' };
    const agreed = await browser.call('consent', 'POST', address, { form });
    if (agreed.status !== 303) throw new Astray('consent', agreed);
    return agreed.location!;
  };
}

/** A passkey answers, as the page's script would have it. @param origin of the server */
export function byPasskey(holder: Holder, key: KeyObject, origin: string): Pages {
  return goThrough(async (browser, address, token) => {
    const asked = await browser.call('passkey: options', 'POST', `${address}/passkey`, { form: { token } });
    if (asked.status !== 200) throw new Astray('passkey: options', asked);
    const { challenge } = JSON.parse(asked.body) as { challenge: string };
    const response = answerChallenge(holder, key, origin, challenge);
    const form = { token, step: 'passkey', response: JSON.stringify(response) };
    const proved = await browser.call('passkey: answer', 'POST', address, { form });
    if (proved.status !== 303 || !proved.location) throw new Astray('passkey: answer', proved);
    return goOn(browser, address, proved.location);
  });
}

/** A one-time code that comes by text message. */
export function byCode(holder: Holder, gateway: Gateway): Pages {
  return goThrough(async (browser, address, token) => {
    const step = async (name: string, form: Record<string, string>) => {
      const answer = await browser.call(name, 'POST', address, { form: { token, ...form } });
      if (answer.status !== 303 || !answer.location) throw new Astray(name, answer);
      return answer.location;
    };
    await step('code: number', { step: 'identify', identifier: holder.pin });
    await browser.call('page', 'GET', address);
    const code = gateway.codeFor(holder.phone);
    await step('code: ask for it', { step: 'choose', method: 'code' });
    await browser.call('page', 'GET', address);
    return goOn(browser, address, await step('code: answer', { step: 'prove', code: await code }));
  });
}

/** Who may act as somebody else is asked so on the page; for everybody else the proof has opened the session. */
async function goOn(browser: Browser, address: string, location: string): Promise<string> {
  if (new URL(location, 'http://here').pathname !== new URL(address, 'http://here').pathname) return location;
  const ended = await browser.call('session opened', 'GET', address);
  if (ended.status !== 303 || !ended.location) throw new Astray('session opened', ended);
  return ended.location;
}

/** Pages of the bare provider's process: each finishes by itself. */
export const byItself: Pages = async (browser, address) => {
  const answer = await browser.call('page', 'GET', address);
  if (answer.status !== 303) throw new Astray('page', answer);
  return answer.location!;
};

const counters = new Map<string, number>();

/** An assertion of WebAuthn Level 3 by a device-bound key without a counter kept over runs: time is counter enough. */
function answerChallenge({ credential, account }: Holder, key: KeyObject, origin: string, challenge: string): object {
  const now = Math.max((counters.get(credential) ?? 0) + 1, Math.floor(Date.now() / 100) % 2 ** 32);
  counters.set(credential, now);
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(now);
  const rp = createHash('sha256').update(new URL(origin).hostname).digest();
  const authenticatorData = Buffer.concat([rp, Buffer.from([0x05]), counter]);
  const clientDataJSON = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }));
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()]);
  return {
    id: credential,
    rawId: credential,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: clientDataJSON.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, key).toString('base64url'),
      userHandle: Buffer.from(account.replaceAll('-', ''), 'hex').toString('base64url'),
    },
  };
}
