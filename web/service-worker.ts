/**
 * An area's screens without a connection, and the words. For citizens also the last answer to three questions; an officer's
 * answers are other people's data, which the page itself keeps sealed (`outbox/kept.ts`). It sends nothing later.
 */

/** What the build knows: put before this file by `build/serviceWorker.ts`. */
declare const SHELL: {
  /** Where the area begins: the address under which its page is kept. */
  readonly index: string;
  /** Begins the name of its cache: one area's worker leaves the other's alone. */
  readonly cache: string;
  readonly version: string;
  readonly files: readonly string[];
  /** Questions whose last answer is kept. */
  readonly own: readonly string[];
};

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as EventTarget & {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
};
const { index: INDEX, own } = SHELL;
const shellCache = SHELL.cache + SHELL.version;
/** Signing out deletes it by this name. */
const ownCache = 'dancu-own';
const wordsCache = 'dancu-words';
const KEPT_AT = 'dancu-kept-at';
const KEPT_MILLISECONDS = 7 * 86_400_000;

worker.addEventListener('install', (event) => (event as Lifetime).waitUntil(install()));
worker.addEventListener('activate', (event) => (event as Lifetime).waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event as Asked;
  const answer = route(request);
  if (answer) (event as Asked).respondWith(answer);
});

async function install(): Promise<void> {
  const cache = await caches.open(shellCache);
  await cache.addAll([...SHELL.files, INDEX]);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(SHELL.cache) && name !== shellCache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

function route(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return undefined;
  if (request.mode === 'navigate') return askForIndex(request);
  if (pathname.startsWith('/assets/')) return readAsset(request);
  if (own.includes(pathname)) return askForOwn(request, pathname);
  if (pathname.startsWith('/api/words/')) return askForWords(request);
  return undefined;
}

/** Kept as a whole with its headers: the nonce in the page is the one in its content security policy. */
async function askForIndex(request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(INDEX, answer.clone());
    return answer;
  } catch {
    return (await cache.match(INDEX)) ?? Response.error();
  }
}

/** A name under assets/ carries the hash of its content: what is kept is right. */
async function readAsset(request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function askForWords(request: Request): Promise<Response> {
  const cache = await caches.open(wordsCache);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request, { ignoreVary: true })) ?? Response.error();
  }
}

async function askForOwn(request: Request, path: string): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(request);
  } catch {
    return (await readKept(path)) ?? Response.error();
  }
  if (answer.status === 401) await caches.delete(ownCache);
  else if (answer.ok) await keep(path, answer.clone());
  return answer;
}

async function keep(path: string, answer: Response): Promise<void> {
  const body = await answer.text();
  if (path === '/api/session' && !(await isSamePerson(body))) await caches.delete(ownCache);
  if (path === '/api/session' && callerOf(body) === undefined) return;
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await caches.open(ownCache);
  await cache.put(path, new Response(body, { headers }));
}

/** What is kept of one person must never be shown to the next one at the same device. */
async function isSamePerson(session: string): Promise<boolean> {
  const before = await (await caches.open(ownCache)).match('/api/session', { ignoreVary: true });
  return before !== undefined && callerOf(await before.text()) === callerOf(session);
}

function callerOf(session: string): string | undefined {
  return (JSON.parse(session) as { caller: { id: string } | null }).caller?.id;
}

async function readKept(path: string): Promise<Response | undefined> {
  const kept = await (await caches.open(ownCache)).match(path, { ignoreVary: true });
  if (!kept) return undefined;
  const age = Date.now() - Date.parse(kept.headers.get(KEPT_AT) ?? '');
  if (age >= 0 && age < KEPT_MILLISECONDS) return kept;
  await caches.delete(ownCache);
  return undefined;
}
