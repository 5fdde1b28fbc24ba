import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Kernel } from '#kernel';
import type { Country } from '#libs/country';
import { openEngine } from './engine/engine.ts';
import type { Curve, Fusion } from './engine/fusion.ts';
import { type Matcher, MatcherError } from './engine/matcher.ts';
import type { Faces } from './parts.ts';
import { leaveAllUnsettled } from './unsettled.ts';

/** Without weights no face has an embedding, and what a face says is nothing. */
const FACELESS = { id: 'none', dimension: 16 } as const;
const SAYS_NOTHING: Curve = [
  [-1, 0],
  [1, 0],
];

/** How much a comparison counts: of fingers the country's, of faces the model's. */
export function fusionOf({ modalities }: Country, faces: Faces | undefined): Fusion {
  const { finger, same, unsure } = modalities.evidence;
  return { finger, same, unsure, face: faces?.describe().evidence ?? SAYS_NOTHING };
}

/**
 * The house's own engine, with a home of its own below `DANCU_HOME`.
 * @param folder of that home: one for each gallery
 * @throws MatcherError unavailable: another process has it open, or its disk is gone
 */
export async function openOwnMatcher(
  { config, keys, log }: Pick<Kernel, 'config' | 'keys' | 'log'>,
  country: Country,
  faces: Faces | undefined,
  folder: string,
): Promise<Matcher> {
  const { id, dimension } = faces?.describe() ?? FACELESS;
  try {
    return await openEngine({
      home: join(config.home, 'biometrics', folder),
      keys,
      model: { id, dimension },
      fusion: fusionOf(country, faces),
      ...(faces ? { embed: async (portrait: Uint8Array) => (await faces.embed(portrait))?.embedding } : {}),
    });
  } catch (err) {
    log.error({ component: 'biometrics', err }, 'the matching engine does not open');
    throw new MatcherError('unavailable', 'the matching engine does not open', { cause: err });
  }
}

/**
 * The engine of the register's persons. Faces of one model say nothing beside another's, so that each has a gallery of its own; one
 * that is empty, because the model changed or the disk is new, is filled from the samples that are kept.
 * @throws MatcherError unavailable
 */
export async function openRegisterMatcher(
  kernel: Pick<Kernel, 'config' | 'keys' | 'log' | 'database'>,
  country: Country,
  faces: Faces | undefined,
): Promise<Matcher> {
  const { id, dimension } = faces?.describe() ?? FACELESS;
  const name = createHash('sha256').update(`${dimension}:${id}`).digest('hex').slice(0, 12);
  const matcher = await openOwnMatcher(kernel, country, faces, `gallery-${name}`);
  if ((await matcher.count()) === 0) await leaveAllUnsettled(kernel.database.pool);
  return matcher;
}
