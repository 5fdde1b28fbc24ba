import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** What a virtual authenticator does differently from an honest one. */
export interface AuthenticatorTraits {
  /** Page that asks; what the browser writes into the client data. */
  origin: string;
  /** False: the key is backed up and may be on other devices. */
  deviceBound?: boolean;
  /** False: nobody's finger, face or PIN was checked. */
  verifiesUser?: boolean;
  /** False: it has no counter and always says 0. */
  counts?: boolean;
  attestation?: 'none' | 'packed';
  /** Signs what is made instead of the new key itself: the maker's key, and its certificates in DER, the signer's first. */
  maker?: { key: KeyObject; chain: readonly Buffer[] };
}

interface Credential {
  id: string;
  privateKey: KeyObject;
  userHandle: string;
  counter: number;
}

interface CreationOptions {
  challenge: string;
  rp: { id?: string };
  user: { id: string };
  excludeCredentials?: readonly { id: string }[];
}
interface RequestOptions {
  challenge: string;
  rpId?: string;
  allowCredentials?: readonly { id: string }[];
}

/** An authenticator with discoverable ES256 credentials as WebAuthn Level 3 describes it, its browser included. */
export interface VirtualAuthenticator {
  /** Answers `navigator.credentials.create`, in JSON form. */
  create(options: object, traits?: Partial<AuthenticatorTraits>): object;
  /** Answers `navigator.credentials.get` with the newest credential that is allowed, in JSON form. */
  get(options: object, traits?: Partial<AuthenticatorTraits>): object;
  /** A copy that knows the same keys and counts on its own: a clone. */
  clone(): VirtualAuthenticator;
}

export function createVirtualAuthenticator(given: AuthenticatorTraits, known: Credential[] = []): VirtualAuthenticator {
  const credentials = known;
  const aaguid = Buffer.from('64616e63752d76697274756c61742d31', 'hex');

  function clientData(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }
  function flagsOf({ verifiesUser = true, deviceBound = true }: AuthenticatorTraits): number {
    // User present; user verified; backup eligible and backed up.
    return 0x01 | (verifiesUser ? 0x04 : 0) | (deviceBound ? 0 : 0x18);
  }

  return {
    create(raw, traits = {}) {
      const options = raw as CreationOptions;
      const own = { ...given, ...traits };
      if (options.excludeCredentials?.some(({ id }) => credentials.some((one) => one.id === id)))
        throw new Error('InvalidStateError: the authenticator has a credential of this account');
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const rawId = randomBytes(32);
      const jwk = publicKey.export({ format: 'jwk' });
      const [x, y] = [Buffer.from(jwk.x!, 'base64url'), Buffer.from(jwk.y!, 'base64url')];
      const cose = encode(new Map<number, Value>([[1, 2], [3, -7], [-1, 1], [-2, x], [-3, y]])); // biome-ignore format: COSE key of RFC 9053
      const authData = Buffer.concat([
        createHash('sha256')
          .update(options.rp.id ?? new URL(own.origin).hostname)
          .digest(),
        Buffer.from([flagsOf(own) | 0x40]),
        counterBytes(0),
        aaguid,
        Buffer.from([rawId.length >> 8, rawId.length & 0xff]),
        rawId,
        cose,
      ]);
      const clientDataJSON = clientData('webauthn.create', options.challenge, own.origin);
      const statement = new Map<string, Value>();
      if (own.attestation === 'packed') {
        const signed = Buffer.concat([authData, createHash('sha256').update(clientDataJSON).digest()]);
        statement.set('alg', -7).set(
          'sig',
          createSign('sha256')
            .update(signed)
            .sign(own.maker?.key ?? privateKey),
        );
        if (own.maker) statement.set('x5c', own.maker.chain);
      }
      const attestationObject = encode(
        new Map<string, Value>([
          ['fmt', own.attestation ?? 'none'],
          ['attStmt', statement],
          ['authData', authData],
        ]),
      );
      const id = rawId.toString('base64url');
      credentials.push({ id, privateKey, userHandle: options.user.id, counter: 0 });
      return {
        id,
        rawId: id,
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientDataJSON.toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      };
    },

    get(raw, traits = {}) {
      const options = raw as RequestOptions;
      const own = { ...given, ...traits };
      const allowed = options.allowCredentials?.map(({ id }) => id);
      const credential = credentials.findLast(({ id }) => !allowed?.length || allowed.includes(id));
      if (!credential) throw new Error('NotAllowedError: the authenticator knows none of these credentials');
      if (own.counts !== false) credential.counter += 1;
      const authenticatorData = Buffer.concat([
        createHash('sha256')
          .update(options.rpId ?? new URL(own.origin).hostname)
          .digest(),
        Buffer.from([flagsOf(own)]),
        counterBytes(own.counts === false ? 0 : credential.counter),
      ]);
      const clientDataJSON = clientData('webauthn.get', options.challenge, own.origin);
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()]);
      return {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientDataJSON.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: createSign('sha256').update(signed).sign(credential.privateKey).toString('base64url'),
          userHandle: credential.userHandle,
        },
      };
    },

    clone: () =>
      createVirtualAuthenticator(
        given,
        credentials.map((one) => ({ ...one })),
      ),
  };
}

function counterBytes(counter: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(counter);
  return bytes;
}

type Value = number | string | Buffer | readonly Buffer[] | Map<number, Value> | Map<string, Value>;

/** As much CBOR (RFC 8949) as an authenticator speaks. */
function encode(value: Value): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)]);
  const parts = [...(value as Map<number | string, Value>)].flatMap(([key, one]) => [encode(key), encode(one)]);
  return Buffer.concat([head(5, (value as Map<number, Value>).size), ...parts]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}
