import { get } from '../../api.ts';
import { download } from '../agency/download.ts';

/**
 * Hands over the evidence of a look as a file.
 * @param way the reader's own: `/api/me/evidence`, `/api/agency/evidence` or `/api/evidence`
 * @param bodies of both messages, where the reader has them
 */
export async function downloadEvidence(
  way: string,
  reference: string,
  bodies?: { request: string | null; answer: string },
): Promise<void> {
  const pack = await get<Record<string, object>>(`${way}/${encodeURIComponent(reference)}`);
  const whole = bodies
    ? {
        ...pack,
        request: bodies.request === null ? pack.request : { ...pack.request, body: bodies.request },
        answer: { ...pack.answer, body: bodies.answer },
      }
    : pack;
  download(`dancu-evidence-${reference.replaceAll(':', '-')}.json`, JSON.stringify(whole, null, 2));
}
