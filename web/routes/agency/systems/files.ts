import { ApiProblem, type Purpose, purposeHeaders } from '../../../api.ts';

/** As the server takes them; it goes by the bytes, this only by the name. */
export const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.txt';
export const LARGEST = 5 * 1024 * 1024;

/** Base64 of a file, as the server takes it. */
export function encodeFile(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

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
  const own = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const told = btoa(String.fromCharCode(...own))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return { bytes, base64: await encodeFile(new Blob([bytes])), fits: told === digest };
}
