/** Redirects that a sign-in of our own screens takes, and some more. */
const MOST = 12;

/**
 * Signs a persona in over the network as a browser does without script: the sign-in page, the persona's button, every
 * redirect of the code flow.
 * @param origin of a server that runs, as its configuration says it
 * @returns the cookie of our own screens, for the header `cookie`
 */
export async function signInThroughPages(origin: string, persona: string): Promise<string> {
  const jar = new Map<string, string>();
  async function open(url: URL, form?: Record<string, string>): Promise<{ url: URL; page: string }> {
    let method = form ? 'POST' : 'GET';
    for (let turn = 0; turn < MOST; turn++) {
      const answer = await fetch(url, {
        method,
        redirect: 'manual',
        headers: {
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(method === 'POST' ? { 'sec-fetch-site': 'same-origin' } : {}),
        },
        ...(method === 'POST' ? { body: new URLSearchParams(form) } : {}),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        if (value === '') jar.delete(name!);
        else jar.set(name!, value!);
      }
      const location = answer.headers.get('location');
      if (!location) return { url, page: await answer.text() };
      await answer.body?.cancel();
      url = new URL(location, url);
      method = 'GET';
      // Behind this door are the screens, which run in a browser.
      if (jar.has('dancu-session')) return { url, page: '' };
    }
    throw new Error(`too many redirects to ${url}`);
  }

  const { url, page } = await open(new URL('/sign-in', origin));
  const action = /<form[^>]* action="([^"]*\/persona)"/.exec(page)?.[1];
  if (!action || !page.includes(`name="persona" value="${persona}"`)) throw new Error(`no ${persona} at ${url}`);
  await open(new URL(action, origin), { persona });
  const session = jar.get('dancu-session');
  if (!session) throw new Error(`${persona} was not signed in`);
  return `dancu-session=${session}`;
}
