import { get } from '../../api.ts';
import { download } from '../agency/download.ts';

/** Whose door to evidence: of one's organisation's questions, about oneself, of all. */
export type EvidenceWay = '/api/agency/evidence' | '/api/me/evidence' | '/api/evidence';

/** A package as the platform gives it, without the bodies, which it does not keep. @throws ApiProblem */
export function takeEvidence(way: EvidenceWay, reference: string): Promise<Record<string, object>> {
  return get(`${way}/${encodeURIComponent(reference)}`);
}

/**
 * Hands over the evidence of a look as a file.
 * @param way the reader's own
 * @param bodies of both messages, where the reader has them
 */
export async function downloadEvidence(
  way: EvidenceWay,
  reference: string,
  bodies?: { request: string | null; answer: string },
): Promise<void> {
  const pack = await takeEvidence(way, reference);
  const whole = bodies
    ? {
        ...pack,
        request: bodies.request === null ? pack.request : { ...pack.request, body: bodies.request },
        answer: { ...pack.answer, body: bodies.answer },
      }
    : pack;
  saveEvidence(reference, JSON.stringify(whole, null, 2));
}

export function saveEvidence(reference: string, text: string): void {
  download(`dancu-evidence-${reference.replaceAll(':', '-')}.json`, text);
}
