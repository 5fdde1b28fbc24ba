import { createPublicKey } from 'node:crypto';
import type { Client } from '#kernel';
import { createVerifier, type Verifier } from '#libs/httpsig';
import type { Agreement } from './model.ts';
import { type DirectoryRows, readDirectory, readEpoch } from './store.ts';

export interface System {
  id: string;
  organisation: string;
  name: string;
  state: 'active' | 'suspended';
  scopes: readonly string[];
}

export interface AgencyKey {
  kid: string;
  system: System;
  revoked: boolean;
  verifier: Verifier;
}

/** Who may ask, as of an epoch; held in memory and never trusted without comparing the epoch. */
export interface Directory {
  readonly epoch: number;
  readonly keys: ReadonlyMap<string, AgencyKey>;
  /** By organisation. */
  readonly agreements: ReadonlyMap<string, readonly Agreement[]>;
}

export interface DirectoryHolder {
  readonly now: Directory;
  load(client: Pick<Client, 'query'>): Promise<Directory>;
  /** Loads again if anything changed. Many callers share one look, and there are at most four looks a second. */
  refresh(client: Pick<Client, 'query'>): Promise<Directory>;
}

const SHORTEST_REFRESH_MS = 250;

export function createDirectory(): DirectoryHolder {
  let now: Directory = { epoch: -1, keys: new Map(), agreements: new Map() };
  let refreshing: Promise<Directory> | undefined;
  let refreshedAt = 0;

  async function load(client: Pick<Client, 'query'>): Promise<Directory> {
    const loaded = buildDirectory(await readDirectory(client));
    // Two loads may overtake each other; the newer knowledge stays.
    if (loaded.epoch >= now.epoch) now = loaded;
    return now;
  }
  async function look(client: Pick<Client, 'query'>): Promise<Directory> {
    const wait = refreshedAt + SHORTEST_REFRESH_MS - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    refreshedAt = Date.now();
    return (await readEpoch(client)) === now.epoch ? now : load(client);
  }
  return {
    get now() {
      return now;
    },
    load,
    refresh(client) {
      refreshing ??= look(client).finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}

function buildDirectory(rows: DirectoryRows): Directory {
  const systems = new Map<string, System>(rows.systems.map(({ system, ...rest }) => [system, { id: system, ...rest }]));
  const keys = new Map<string, AgencyKey>();
  for (const row of rows.keys) {
    const system = systems.get(row.system);
    if (system)
      keys.set(row.kid, {
        kid: row.kid,
        system,
        revoked: row.revoked_at !== null,
        verifier: createVerifier(createPublicKey({ key: row.jwk, format: 'jwk' })),
      });
  }
  const agreements = new Map<string, Agreement[]>();
  for (const row of rows.agreements) {
    const agreement: Agreement = {
      id: row.agreement,
      version: row.version,
      organisation: row.organisation,
      state: row.state,
      mode: row.mode,
      purposes: row.purposes,
      fields: new Set(row.fields),
      validFrom: row.valid_from,
      validTo: row.valid_to,
      quotaPerDay: row.quota_per_day,
    };
    agreements.set(row.organisation, [...(agreements.get(row.organisation) ?? []), agreement]);
  }
  return { epoch: rows.epoch, keys, agreements };
}
