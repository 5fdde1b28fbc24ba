import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';

/** Somebody whom the register holds, as a file would name them. */
export interface Listed {
  pin: string;
  name: string;
  birth: string;
  sex: string;
}

/** Six living persons of the province of the demonstration's officers. */
export async function readListed({ house }: Pick<Stage, 'house'>): Promise<Listed[]> {
  const { rows } = await house.kernel.database.pool.query<Listed>(
    `SELECT i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS birth, p.record->>'sex' AS sex
     FROM people.person p JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     JOIN people.person m ON m.province = p.province JOIN demonstration.persona d ON d.person = m.person AND d.persona = 'mother'
     WHERE p.life = 'a' AND length(p.record->>'birthDate') = 10 ORDER BY p.person LIMIT 6`,
  );
  assert.equal(rows.length, 6);
  return rows;
}

export const vietnamese = (date: string) => date.split('-').reverse().join('/');
export const otherSex = ({ sex }: Listed) => (sex === 'male' ? 'Nữ' : 'Nam');

/** A file of one row with another sex than the register's, sent as a program would. @returns the run */
export function sendRow(page: Page, listed: Listed): Promise<string> {
  const header = 'STT;Họ và tên;Ngày tháng năm sinh;Giới tính;Số ĐDCN;Cột phụ';
  const { name, birth, pin } = listed;
  const row = ['1', name, vietnamese(birth), otherSex(listed), pin, ''].join(';');
  return page.evaluate(`(async () => {
    const bytes = new TextEncoder().encode(${JSON.stringify(`\uFEFF${header}\r\n${row}\r\n`)});
    const json = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const post = async (path, body) =>
      (await fetch(path, { method: 'POST', headers: { ...json, 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) })).json();
    const { id, upload } = await post('/api/collection/runs', { file: 'one.csv', bytes: bytes.length });
    const tus = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    await fetch(upload, { method: 'PATCH', headers: tus, body: bytes });
    const { state, columns } = await post('/api/collection/runs/' + id + '/read', {});
    if (state === 'mapped')
      await post('/api/collection/runs/' + id + '/start', { targets: columns.map(({ target }) => target) });
    for (;;) {
      const { state } = await (await fetch('/api/collection/runs/' + id)).json();
      if (state === 'waiting') return id;
      if (state !== 'queued' && state !== 'running') throw new Error(state);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })()`) as Promise<string>;
}
