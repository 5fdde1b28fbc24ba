import { readdirSync, readFileSync } from 'node:fs';
import type { Static } from 'typebox';
import type { PersonRecord } from '#rooms/people';
import { openTestHouse, purpose, type TestHouse, type TestOptions } from '#test';
import type { RowsAnswer, RunView } from './contracts.ts';
import type { ProposalList, ProposalView } from './reviewContracts.ts';

export type Run = Static<typeof RunView>;
export type Rows = Static<typeof RowsAnswer>;
export type Proposals = Static<typeof ProposalList>;
export type Proposal = Static<typeof ProposalView>;

/** Columns as a commune's clerk calls them. */
export const HEADER = ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số định danh', 'Nơi thường trú', 'Điện thoại'];
/** Hà Nội's officer of Ba Đình, whose files these are. */
export const SENDER = 'hanoi-officer';
export const REVIEWER = 'hanoi-supervisor';

export interface CollectionStand extends TestHouse {
  /** A file on its way to the server, whole or a piece of it. */
  upload(run: Run, bytes: Buffer | string, offset?: number): Promise<void>;
  /** Makes a run, sends the file, reads it. */
  bring(bytes: Buffer | string, file?: string, persona?: string): Promise<Run>;
  /** The same, started as suggested, and waited for. */
  collect(bytes: Buffer | string, file?: string, persona?: string): Promise<Run>;
  start(run: Run, persona?: string): Promise<Run>;
  ended(id: string, persona?: string): Promise<Run>;
  view(id: string, persona?: string): Promise<Run>;
  rows(id: string, verdict?: string): Promise<Rows['rows']>;
  records(where: string, values: unknown[]): Promise<{ person: string; version: number; record: PersonRecord }[]>;
}

export const sheetOf = (rows: readonly (readonly string[])[], header: readonly string[] = HEADER) =>
  [header, ...rows]
    .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\n');

/** A row as the clerk writes it. */
export function rowOf(
  at: number,
  given: Partial<Record<'name' | 'birth' | 'sex' | 'pin' | 'place' | 'phone', string>> = {},
): string[] {
  const {
    name = `Nguyễn Văn ${LETTERS[at % 20]}${LETTERS[Math.floor(at / 20) % 20]!.toLowerCase()}`,
    birth = `${String((at % 28) + 1).padStart(2, '0')}/05/${1950 + (at % 50)}`,
    sex = 'Nam',
    pin = '',
    place = 'Phường Ba Đình, Hà Nội',
    phone = '',
  } = given;
  return [String(at), name, birth, sex, pin, place, phone];
}
const LETTERS = [...'BCDGHKLMNPQRSTVXAEIU'].map((letter) => `${letter}a`);

/** A word of a name, another for each of 250 numbers. */
export const spelled = (at: number) =>
  `${'BCDGHKLMNP'[at % 10]}${'aeiou'[Math.floor(at / 10) % 5]}${'nmtcp'[Math.floor(at / 50) % 5]}`;

/** Engines of this process, found as the system lists them. */
export function engines(): number[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
      return parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('collection/engine')
        ? [Number(pid)]
        : [];
    } catch {
      return [];
    }
  });
}

const ENDED = ['done', 'waiting', 'undone', 'failed', 'cancelled'];

/** The whole house with files being worked on. */
export async function openCollectionStand(options: TestOptions = {}): Promise<CollectionStand> {
  const house = await openTestHouse({ collection: { pieceRows: 50 }, ...options });
  async function view(id: string, persona = SENDER): Promise<Run> {
    const { status, body } = await house.ask<Run>(persona, 'GET', `/api/collection/runs/${id}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  async function upload(run: Run, bytes: Buffer | string, offset = 0): Promise<void> {
    const payload = Buffer.from(bytes as string);
    const answer = await house.app.inject({
      method: 'PATCH',
      url: new URL(run.upload!).pathname,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      payload,
    });
    if (answer.statusCode !== 204) throw new Error(`the upload answered ${answer.statusCode}`);
  }
  async function bring(bytes: Buffer | string, file = 'ba-dinh.csv', persona = SENDER): Promise<Run> {
    const made = await house.ask<Run>(persona, 'POST', '/api/collection/runs', {
      file,
      bytes: Buffer.byteLength(bytes),
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    await upload(made.body, bytes);
    const read = await house.ask<Run>(persona, 'POST', `/api/collection/runs/${made.body.id}/read`, {});
    if (read.status !== 200) throw new Error(JSON.stringify(read.body));
    return read.body;
  }
  async function start(run: Run, persona = SENDER): Promise<Run> {
    const targets = run.columns!.map(({ target }) => target);
    const started = await house.ask<Run>(persona, 'POST', `/api/collection/runs/${run.id}/start`, { targets });
    if (started.status !== 202) throw new Error(JSON.stringify(started.body));
    return started.body;
  }
  async function ended(id: string, persona = SENDER): Promise<Run> {
    for (;;) {
      const run = await view(id, persona);
      if (ENDED.includes(run.state)) return run;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    ...house,
    upload,
    bring,
    start,
    ended,
    view,
    async collect(bytes, file, persona) {
      const run = await bring(bytes, file, persona);
      if (run.state === 'mapped') await start(run, persona);
      return ended(run.id, persona);
    },
    async rows(id, verdict) {
      const query = verdict ? `?verdict=${verdict}&limit=200` : '?limit=200';
      return (await house.ask<Rows>(SENDER, 'GET', `/api/collection/runs/${id}/rows${query}`)).body.rows;
    },
    async records(where, values) {
      const { rows } = await house.kernel.database.pool.query(
        `SELECT person, version, record FROM people.person WHERE ${where}`,
        values,
      );
      return rows;
    },
  };
}

export { purpose };
