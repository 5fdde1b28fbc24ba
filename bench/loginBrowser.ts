import { connect, type Socket } from 'node:net';

/** What a call gave. */
export interface Answer {
  status: number;
  location: string | undefined;
  cookies: string[];
  body: string;
}

/** One kept connection, one request at a time: the generator shares two cores with what it measures. */
export interface Line {
  /** Neither side has ended it. */
  isOpen(): boolean;
  send(head: string, body?: string): Promise<Answer>;
  close(): void;
}

const END = Buffer.from('\r\n\r\n');

/** @param from the address that the server sees: each in 127.0.0.0/8 is another network */
export async function openLine(host: string, port: number, from: string): Promise<Line> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect({ host, port, localAddress: from, noDelay: true });
    made.once('connect', () => resolve(made)).once('error', reject);
  });
  let held: Buffer = Buffer.alloc(0);
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const head = held.indexOf(END);
    if (head < 0 || !waiting) return;
    const lines = held.toString('latin1', 0, head).split('\r\n');
    const named = (name: string) =>
      lines
        .filter((line) => line.slice(0, name.length + 1).toLowerCase() === `${name}:`)
        .map((line) => line.slice(name.length + 1).trim());
    const status = Number(lines[0]!.slice(9, 12));
    const length = Number(named('content-length')[0] ?? (status === 204 || status === 304 ? 0 : Number.NaN));
    if (Number.isNaN(length)) return waiting.reject(new Error(`no length in the answer ${lines[0]}`));
    if (held.length < head + 4 + length) return;
    const body = held.toString('utf8', head + 4, head + 4 + length);
    held = held.subarray(head + 4 + length);
    const { resolve } = waiting;
    waiting = undefined;
    resolve({ status, location: named('location')[0], cookies: named('set-cookie'), body });
  });
  const fail = () => {
    waiting?.reject(new Error('the server closed the connection'));
    waiting = undefined;
  };
  socket.setTimeout(30_000, () => socket.destroy());
  socket.on('close', fail).on('error', fail);
  return {
    send: (head, body = '') =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) throw new Error('the server closed the connection');
        waiting = { resolve, reject };
        socket.write(`${head}\r\n${body}`);
      }),
    isOpen: () => !socket.destroyed,
    close: () => void socket.destroy(),
  };
}

/** Milliseconds of each call, by its name. */
export type Times = Map<string, number[]>;

const AGENT =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36';

/** A browser, or the service's server, over one line: cookies by their paths, times by what is called. */
export class Browser {
  readonly #line: Line;
  readonly #origin: URL;
  readonly #times: Times;
  readonly #jar = new Map<string, { name: string; value: string; path: string }>();

  constructor(line: Line, origin: string, times: Times) {
    this.#line = line;
    this.#origin = new URL(origin);
    this.#times = times;
  }

  /** Has the cookies of another from here on. */
  adopt(other: Browser): this {
    for (const [key, cookie] of other.#jar) this.#jar.set(key, cookie);
    return this;
  }

  async call(
    name: string,
    method: 'GET' | 'POST',
    address: string,
    given: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const path = address.startsWith(this.#origin.origin) ? address.slice(this.#origin.origin.length) : address;
    const at = path.split('?', 1)[0]!;
    const cookies = [...this.#jar.values()]
      .filter((one) => at === one.path || at.startsWith(one.path.endsWith('/') ? one.path : `${one.path}/`))
      .map((one) => `${one.name}=${one.value}`);
    const body = given.form ? new URLSearchParams(given.form).toString() : '';
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `host: ${this.#origin.host}`,
      `user-agent: ${AGENT}`,
      'accept-language: vi',
      ...(cookies.length > 0 ? [`cookie: ${cookies.join('; ')}`] : []),
      ...(method === 'POST'
        ? [
            'sec-fetch-site: same-origin',
            'content-type: application/x-www-form-urlencoded',
            `content-length: ${Buffer.byteLength(body)}`,
          ]
        : []),
      ...Object.entries(given.headers ?? {}).map(([key, value]) => `${key}: ${value}`),
      '',
    ];
    const begun = performance.now();
    const answer = await this.#line.send(lines.join('\r\n'), body);
    const spent = performance.now() - begun;
    const known = this.#times.get(name);
    if (known) known.push(spent);
    else this.#times.set(name, [spent]);
    for (const line of answer.cookies) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8);
    if (value === '' || (expires && Date.parse(expires) < Date.now())) this.#jar.delete(`${name} ${path}`);
    else this.#jar.set(`${name} ${path}`, { name, value, path });
  }
}
