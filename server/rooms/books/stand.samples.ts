import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cloneDatabase, insertPersona, openTestHouse, stopTestServer, type TestHouse } from '#test';

export const COMMUNE = '00004';
export const [SUPERVISOR, OFFICER, SECOND, OUTSIDER] = [
  'hanoi-supervisor',
  'hanoi-officer',
  'hanoi-keyer',
  'saigon-officer',
] as const;

/** An image by its first bytes, unlike any other. */
export const samplePage = (first = 'ffd8ffe0') => Buffer.concat([Buffer.from(first, 'hex'), randomBytes(64)]);

export const sampleBirthEntry = (more: Record<string, string> = {}): Record<string, string> => ({
  entryNumber: '12/1987',
  registeredOn: '9/9/1987',
  name: 'Trần Thị Lan',
  birthDate: '5/9/1987',
  sex: 'female',
  fatherName: 'Trần Văn Nam',
  motherName: 'Lê Thị Hoa',
  ...more,
});

interface Answer {
  code?: string;
  errors?: { pointer: string }[];
  pointer?: string;
}
export interface Taken {
  entry: string;
  position: number;
  differing?: string[];
  keyings?: { values: Record<string, string>; unreadable: string[]; absent: boolean }[];
}
export interface BookAnswer {
  state: string;
  progress: Record<string, number>;
  errorRate?: number;
  digest?: string;
  pages: { page: string; number: number; entries: number; finished: number }[];
}

export interface BooksStand extends TestHouse {
  make(more?: Record<string, unknown>): Promise<string>;
  addPage(book: string, entries?: number, number?: number): Promise<{ page: string; image: Buffer }>;
  next(who: string, work: 'keying' | 'review', book?: string): Promise<Taken | undefined>;
  key(who: string, entry: string, values?: Record<string, string>, unreadable?: string[]): Promise<string>;
  /** Status and problem code, `200` where it went well. */
  send(who: string, url: string, body: unknown): Promise<string>;
  view(book: string): Promise<BookAnswer>;
}

let books = 0;

/** The whole house with more officers who key in the commune. Whom one may sign in as is read when a house opens. */
export async function openBooksStand(officers: readonly string[] = []): Promise<BooksStand> {
  const clone = await cloneDatabase();
  const client = new pg.Client({ connectionString: clone.url });
  await client.connect();
  for (const id of [SECOND, ...officers])
    await insertPersona(client, { id, kind: 'official', role: 'registration-officer', area: COMMUNE });
  await client.end();
  const home = mkdtempSync(join(tmpdir(), 'dancu-books-'));
  const house = await openTestHouse({ databaseUrl: clone.url, home });
  async function send(who: string, url: string, body: unknown): Promise<string> {
    const { status, body: answer } = await house.ask<Answer>(who, 'POST', url, body);
    return status < 300 ? '200' : [status, answer.code, answer.pointer].filter(Boolean).join(' ');
  }
  return {
    ...house,
    send,
    async close() {
      await house.kernel.close();
      await clone.drop();
      rmSync(home, { recursive: true, force: true });
      await stopTestServer();
    },
    async make(more = {}) {
      const place = { number: `Q${++books}`, place: 'Phường Phúc Xá', commune: COMMUNE };
      const given = { kind: 'births', ...place, yearFrom: 1986, yearTo: 1988, ...more };
      const { status, body } = await house.ask<{ book: string }>(SUPERVISOR, 'POST', '/api/books', given);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body.book;
    },
    async addPage(book, entries = 1, number = 1) {
      const image = samplePage();
      const given = { number, entries, content: image.toString('base64') };
      const url = `/api/books/${book}/pages`;
      const { status, body } = await house.ask<{ page: string }>(SUPERVISOR, 'POST', url, given);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return { page: body.page, image };
    },
    async next(who, work, book) {
      const url = `/api/books/${work}/next`;
      const { status, body } = await house.ask<{ next?: Taken }>(who, 'POST', url, book ? { book } : {});
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.next;
    },
    key: (who, entry, values = sampleBirthEntry(), unreadable = []) =>
      send(who, `/api/books/keying/${entry}`, { values, unreadable }),
    view: async (book) => (await house.ask<BookAnswer>(SUPERVISOR, 'GET', `/api/books/${book}`)).body,
  };
}
