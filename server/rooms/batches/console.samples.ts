import assert from 'node:assert/strict';
import { type BatchStand, digestOf, reasons } from './stand.samples.ts';

export const path = '/api/agency/batches';
export const stated = { 'dancu-purpose': reasons.purpose, 'dancu-legal-basis': reasons.legalBasis };
const tus = { 'tus-resumable': '1.0.0' };

export interface View {
  id: string;
  state: string;
  stage: string;
  upload: string;
  received: number;
  rows: number;
  journal?: string;
  code?: string;
  verdicts?: Record<string, number>;
}

/** What an engineer does in the console. */
export function consoleOf(stand: () => BatchStand, engineer: Parameters<BatchStand['ask']>[0]) {
  const make = (file: Buffer, more: object = {}) =>
    stand().ask<View>(
      engineer,
      'POST',
      path,
      { fields: ['name', 'birthDate'], format: 'csv', bytes: file.length, ...more },
      stated,
    );
  const view = async (id: string) => (await stand().ask<View>(engineer, 'GET', `${path}/${id}`)).body;
  const start = (id: string, file: Buffer) =>
    stand().ask<View>(engineer, 'POST', `${path}/${id}/start`, { sha256: digestOf(file) });

  /** As a browser sends: whoever knows the address, without a session. */
  async function sendBytes({ upload }: View, offset: number, bytes: Buffer): Promise<number> {
    const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    const answer = await fetch(upload, { method: 'PATCH', headers, body: Buffer.from(bytes) });
    return answer.status === 204 ? Number(answer.headers.get('upload-offset')) : -answer.status;
  }

  async function ended(id: string): Promise<View> {
    for (;;) {
      const batch = await view(id);
      if (['done', 'failed', 'cancelled'].includes(batch.state)) return batch;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function answer(file: Buffer, more: object = {}): Promise<View> {
    const { body, status } = await make(file, more);
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(await sendBytes(body, 0, file), file.length);
    assert.equal((await start(body.id, file)).status, 202);
    const batch = await ended(body.id);
    assert.equal(batch.state, 'done', JSON.stringify(batch));
    return batch;
  }

  return { make, view, start, sendBytes, ended, answer };
}
