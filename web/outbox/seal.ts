/** A value as it lies in the browser's storage. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const NONCE_BYTES = 12;

/** A key that cannot be read out again, of what the server gave (RFC 5869; AES-256-GCM). @param secret 32 bytes as base64url */
export async function deriveKey(secret: string, purpose: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const salt = new Uint8Array(32);
  const info = new TextEncoder().encode(purpose);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    root,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** A key that nobody ever sees and that is gone with its handle. */
export function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** @param about whose and which value it is: copied to another place it does not open there */
export function sealValue(key: CryptoKey, about: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, about, new TextEncoder().encode(JSON.stringify(value)));
}

/** @returns undefined where it was not sealed with this key about this, or was changed */
export async function openValue<Value>(key: CryptoKey, about: string, sealed: Sealed): Promise<Value | undefined> {
  const plain = await openBytes(key, about, sealed);
  return plain && (JSON.parse(new TextDecoder().decode(plain)) as Value);
}

export async function sealBytes(key: CryptoKey, about: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return { iv, data: await crypto.subtle.encrypt(parameters(iv, about), key, plain) };
}

/** As `openValue`, of bytes. */
export async function openBytes(
  key: CryptoKey,
  about: string,
  { iv, data }: Sealed,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters(iv, about), key, data));
  } catch {
    return undefined;
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) };
}
