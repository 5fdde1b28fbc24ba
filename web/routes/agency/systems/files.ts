import { ApiProblem, type Purpose, purposeHeaders } from '../../../api.ts';
import { digestBytes, encodeFile } from '../../../base64.ts';

/** As the server takes them; it goes by the bytes, this only by the name. */
export const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.txt';
export const LARGEST = 5 * 1024 * 1024;

/** An evidence file as it came, and whether its bytes are those whose digest the journal holds. */
export interface OpenedFile {
  bytes: Uint8Array<ArrayBuffer>;
  base64: string;
  fits: boolean;
}

/** @param digest SHA-256, base64url @param purpose where the look wants one @throws ApiProblem */
export async function openFile(path: string, digest: string, purpose?: Purpose): Promise<OpenedFile> {
  const headers = purposeHeaders(purpose);
  const answer = await fetch(path, { credentials: 'same-origin', headers }).catch(() => undefined);
  if (!answer?.ok) {
    const code = answer ? 'web/unreadable' : 'web/unreachable';
    throw new ApiProblem({ type: 'about:blank', title: '', status: answer?.status ?? 0, code });
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { bytes, base64: await encodeFile(new Blob([bytes])), fits: (await digestBytes(bytes)) === digest };
}
