/** A browser without script: follows redirects, keeps cookies by host and sends forms. For tests of what needs no more. */
export class FormBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();
  url = '';
  page = '';
  status = 0;

  async open(address: string, init: RequestInit = {}): Promise<this> {
    let next = new URL(address, this.url || undefined);
    let request: RequestInit = init;
    for (let hops = 0; hops < 20; hops += 1) {
      const cookie = [...this.#jar(next)].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { 'accept-language': 'en', ...(request.headers as object), ...(cookie ? { cookie } : {}) };
      const answer = await fetch(next, { ...request, headers, redirect: 'manual' });
      this.#keep(next, answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || !location) {
        this.url = next.href;
        this.page = await answer.text();
        this.status = answer.status;
        return this;
      }
      await answer.arrayBuffer();
      next = new URL(location, next);
      request = {};
    }
    throw new Error(`redirects without an end at ${next.href}`);
  }

  /** Sends the first form of the page that holds `piece`, as if its button `press` were pressed. */
  submit(piece: string, values: Record<string, string> = {}): Promise<this> {
    const form = [...this.page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].find((match) => match[0].includes(piece));
    if (!form) throw new Error(`no form with ${piece} at ${this.url}:\n${this.page.slice(0, 2000)}`);
    const fields = new URLSearchParams();
    for (const [tag] of (form[2] ?? '').matchAll(/<input\b[^>]*>/g))
      if (read(tag, 'type') === 'hidden') fields.set(read(tag, 'name'), read(tag, 'value'));
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    const action = new URL(read(form[1] ?? '', 'action') || this.url, this.url);
    return this.open(action.href, {
      method: 'POST',
      body: fields,
      headers: { origin: new URL(this.url).origin, 'sec-fetch-site': 'same-origin' },
    });
  }

  /** By host and not by port, as browsers do. */
  #jar(url: URL): Map<string, string> {
    const jar = this.#cookies.get(url.hostname) ?? new Map<string, string>();
    this.#cookies.set(url.hostname, jar);
    return jar;
  }

  #keep(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const cut = pair.indexOf('=');
      const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
      const over = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
      if (over) this.#jar(url).delete(name);
      else this.#jar(url).set(name, value);
    }
  }
}

function read(tag: string, attribute: string): string {
  const value = new RegExp(`\\b${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"');
}
