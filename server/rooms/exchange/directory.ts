import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Client, Problem } from '#kernel';
import { createVerifier, type Verifier } from '#libs/httpsig';
import type { Agreement, Stage } from './model.ts';
import { problems } from './problems.ts';
import { type DirectoryRows, readDirectory, readEpoch } from './store.ts';

export interface System {
  id: string;
  organisation: string;
  name: string;
  state: 'active' | 'suspended';
  stage: Stage;
  scopes: readonly string[];
}

export interface AgencyKey {
  kid: string;
  system: System;
  revoked: boolean;
  /** Milliseconds since 1970. */
  expiresAt: number;
  verifier: Verifier;
  jwk: JsonWebKey;
}

/** Who may ask, as of an epoch; held in memory and never trusted without comparing the epoch. */
export interface Directory {
  readonly epoch: number;
  readonly keys: ReadonlyMap<string, AgencyKey>;
  agreementsOf(organisation: string): readonly Agreement[];
}

export interface DirectoryHolder {
  readonly now: Directory;
  load(client: Pick<Client, 'query'>): Promise<Directory>;
  /** Loads again if anything changed, looking now. */
  latest(client: Pick<Client, 'query'>): Promise<Directory>;
  /** The same for those who come with keys that nobody knows. Many callers share one look, and there are at most four looks a second. */
  refresh(client: Pick<Client, 'query'>): Promise<Directory>;
}

/** Why a key signs for nobody now: revoked, out of time, or its system suspended; undefined: it does. */
export function refuseKey(key: AgencyKey | undefined, kid: string): Problem | undefined {
  if (!key || key.revoked) return problems['key-revoked']({ values: { key: kid } });
  if (key.expiresAt <= Date.now()) return problems['key-expired']({ values: { key: kid } });
  if (key.system.state === 'suspended') return problems['system-suspended']({ values: { system: key.system.name } });
  return undefined;
}

const SHORTEST_REFRESH_MS = 250;

export function createDirectory(): DirectoryHolder {
  let now: Directory = { epoch: -1, keys: new Map(), agreementsOf: () => [] };
  let refreshing: Promise<Directory> | undefined;
  let refreshedAt = 0;

  async function load(client: Pick<Client, 'query'>): Promise<Directory> {
    const loaded = buildDirectory(await readDirectory(client), now);
    // Two loads may overtake each other; the newer knowledge stays.
    if (loaded.epoch >= now.epoch) now = loaded;
    return now;
  }
  const latest = async (client: Pick<Client, 'query'>) =>
    (await readEpoch(client)) === now.epoch ? now : load(client);
  async function look(client: Pick<Client, 'query'>): Promise<Directory> {
    const wait = refreshedAt + SHORTEST_REFRESH_MS - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    refreshedAt = Date.now();
    return latest(client);
  }
  return {
    get now() {
      return now;
    },
    load,
    latest,
    refresh(client) {
      refreshing ??= look(client).finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}

function buildDirectory(rows: DirectoryRows, before: Directory): Directory {
  const systems = new Map<string, System>(rows.systems.map(({ system, ...rest }) => [system, { id: system, ...rest }]));
  const keys = new Map<string, AgencyKey>();
  for (const row of rows.keys) {
    const system = systems.get(row.system);
    if (system)
      keys.set(row.kid, {
        kid: row.kid,
        system,
        revoked: row.revoked_at !== null,
        expiresAt: row.expires_at.getTime(),
        // A thumbprint names one key for ever; to read a thousand again would hold up every question that waits.
        verifier:
          before.keys.get(row.kid)?.verifier ?? createVerifier(createPublicKey({ key: row.jwk, format: 'jwk' })),
        jwk: row.jwk,
      });
  }
  const agreements = new Map<string, Agreement[]>();
  for (const row of rows.agreements) {
    const agreement: Agreement = {
      id: row.agreement,
      version: row.version,
      organisation: row.organisation,
      state: row.state,
      stage: 'production',
      modes: new Set(row.modes),
      purposes: row.purposes,
      legalBases: row.legal_bases,
      fields: new Set(row.fields),
      validFrom: row.valid_from,
      validTo: row.valid_to,
      quotaPerDay: row.quota_per_day,
      hours: row.hours,
      candidates: row.candidates,
    };
    agreements.set(row.organisation, [...(agreements.get(row.organisation) ?? []), agreement]);
  }
  return { epoch: rows.epoch, keys, agreementsOf: (organisation) => agreements.get(organisation) ?? [] };
}
