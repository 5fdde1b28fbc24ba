import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Client, type Context, type Kernel, newId, type Transaction } from '#kernel';
import type { Attested } from './door.ts';
import { recordEvent } from './events.ts';
import {
  claimCeremony,
  findCredential,
  insertCeremony,
  insertPasskey,
  listCredentials,
  writeCounter,
} from './passkeyStore.ts';
import { problems } from './problems.ts';
import type { Proof } from './proving.ts';

/** Signing in with a passkey. */
export interface PasskeyProofs {
  /** @param account none: any discoverable passkey may answer, and nothing is told of anybody */
  askProof(client: Pick<Client, 'query'>, challenge: Buffer, account: string | undefined): Promise<object>;
  /** @returns whose it is; undefined for what does not verify */
  checkProof(
    transaction: Transaction,
    challenge: string,
    response: object,
    now: Date,
  ): Promise<{ account: string; proof: Proof } | undefined>;
}

export interface Passkeys extends PasskeyProofs {
  /** @param conveyance `direct`: the authenticator is asked who made it; `none` where nobody judges that */
  ask(
    client: Pick<Client, 'query'>,
    account: string,
    user: { id: string; name: string },
    conveyance?: 'none' | 'direct',
  ): Promise<object>;
  register(
    transaction: Transaction,
    context: Context,
    account: string,
    given: {
      label: string;
      response: object;
      deviceBoundOnly?: boolean;
      judge?: (attested: Attested) => Promise<void>;
    },
  ): Promise<{ authenticator: string }>;
}

/** ES256 first, EdDSA and RS256 for what cannot do better (Windows Hello). */
const ALGORITHMS = [-7, -8, -257];
const CEREMONY_MILLISECONDS = 300_000;

/** WebAuthn Level 3 with user verification always and discoverable credentials only: one gesture says who and proves it. */
export function createPasskeys({ config, clock }: Pick<Kernel, 'config' | 'clock'>): Passkeys {
  const rpID = new URL(config.origin).hostname;
  const expected = { expectedOrigin: config.origin, expectedRPID: rpID, requireUserVerification: true };

  return {
    async askProof(client, challenge, account) {
      const allowCredentials = account ? await listCredentials(client, account) : [];
      return generateAuthenticationOptions({
        rpID,
        challenge: Uint8Array.from(challenge),
        userVerification: 'required',
        ...(allowCredentials.length > 0 ? { allowCredentials } : {}),
      });
    },

    async checkProof({ client }, challenge, given, now) {
      const response = given as AuthenticationResponseJSON;
      if (typeof response.id !== 'string') return undefined;
      const owner = ownerOf(response);
      if (owner === null) return undefined;
      const credential = await findCredential(client, response.id, owner);
      if (!credential) return undefined;
      const { id, publicKey, counter } = credential;
      const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
        ...expected,
        response,
        expectedChallenge: challenge,
        credential: { id, publicKey, counter },
      }).catch(() => ({ verified: false, authenticationInfo: undefined }));
      if (!verified || !info) return undefined;
      // Two answers with the same counter are two devices with the same key, or one answer sent twice.
      if (!(await writeCounter(client, credential, info.newCounter, info.credentialBackedUp, now))) return undefined;
      const deviceBound = info.credentialDeviceType === 'singleDevice';
      return {
        account: credential.account,
        proof: { method: 'passkey', userVerified: info.userVerified, deviceBound },
      };
    },

    async ask(client, account, user, conveyance = 'none') {
      const options = await generateRegistrationOptions({
        rpName: 'Dancu',
        rpID,
        // The handle lies on devices in the clear: the account's key, which means nothing anywhere else.
        userID: Uint8Array.from(Buffer.from(account.replaceAll('-', ''), 'hex')),
        userName: user.id,
        userDisplayName: user.name,
        attestationType: conveyance,
        excludeCredentials: await listCredentials(client, account),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      });
      await insertCeremony(client, account, options.challenge, new Date(clock.now().getTime() + CEREMONY_MILLISECONDS));
      return options;
    },

    async register(transaction, context, account, { label, response, deviceBoundOnly, judge }) {
      const { client } = transaction;
      const now = clock.now();
      const made = await verifyRegistrationResponse({
        ...expected,
        response: response as RegistrationResponseJSON,
        expectedChallenge: (challenge) => claimCeremony(client, account, challenge, now),
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch(() => undefined);
      if (!made?.verified) throw problems['passkey-refused']();
      const { credential, aaguid, credentialDeviceType, credentialBackedUp, fmt } = made.registrationInfo;
      const deviceBound = credentialDeviceType === 'singleDevice';
      if (deviceBoundOnly && !deviceBound) throw problems['passkey-not-device-bound']();
      const { attestationObject } = made.registrationInfo;
      await judge?.({ format: fmt, aaguid, attestationObject: Uint8Array.from(attestationObject) });
      const authenticator = newId();
      const known = !(await insertPasskey(client, {
        account,
        authenticator,
        label,
        now,
        counter: credential.counter,
        secret: {
          credential: credential.id,
          publicKey: Buffer.from(credential.publicKey).toString('base64url'),
          transports: credential.transports ?? [],
          backedUp: credentialBackedUp,
          deviceBound,
          aaguid,
          attestation: fmt,
        },
      }));
      if (known) throw problems['passkey-exists']();
      await recordEvent(transaction, context, account, 'authenticator-added', {
        authenticator,
        kind: 'passkey',
        deviceBound,
      });
      return { authenticator };
    },
  };
}

/**
 * A discoverable passkey also says whose it is: then it must be one of that account's.
 * @returns undefined where it says nothing, null for what is no account's handle
 */
function ownerOf({ response }: AuthenticationResponseJSON): string | undefined | null {
  const handle = response?.userHandle;
  if (handle === undefined) return undefined;
  if (typeof handle !== 'string') return null;
  const hex = Buffer.from(handle, 'base64url').toString('hex');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
