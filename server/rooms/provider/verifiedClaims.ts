import { errors } from 'oidc-provider';

/** What stands behind the claims: the register, and how the person was identified to it. */
export interface Verification {
  trust_framework: string;
  assurance_level: string;
}

type Asked = Record<string, unknown>;

const isObject = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks a request for verified claims (OpenID Identity Assurance 1.0, 6). @throws InvalidRequest */
export function checkVerifiedRequest(asked: unknown): void {
  const requests = Array.isArray(asked) ? asked : [asked];
  for (const request of requests) {
    const well =
      isObject(request) &&
      isObject(request.verification) &&
      'trust_framework' in request.verification &&
      isObject(request.claims) &&
      Object.keys(request.claims).length > 0 &&
      Object.values(request.claims).every((value) => value === null || isObject(value));
    if (!well || requests.length > 5)
      throw new errors.InvalidRequest('verified_claims must ask for verification.trust_framework and for claims');
  }
}

/**
 * Answers a request: the first of its parts whose conditions this verification meets, with the claims that may be
 * released. What was not asked for is not said; where nothing fits the member is absent (6.4).
 */
export function answerVerified(
  asked: unknown,
  verification: Verification,
  released: Readonly<Record<string, unknown>>,
): object | undefined {
  for (const request of [asked].flat()) {
    if (!isObject(request) || !isObject(request.verification) || !isObject(request.claims)) continue;
    const told: Asked = {};
    const fits = Object.entries(request.verification).every(([name, condition]) => {
      const value = verification[name as keyof Verification];
      if (value !== undefined) told[name] = value;
      return meets(condition, value);
    });
    const claims = Object.entries(request.claims).filter(
      ([name, condition]) => released[name] !== undefined && meets(condition, released[name]),
    );
    if (fits && claims.length > 0)
      return {
        verification: { trust_framework: verification.trust_framework, ...told },
        claims: Object.fromEntries(claims.map(([name]) => [name, released[name]])),
      };
  }
  return undefined;
}

/** A member that we do not have breaks the part only where something was demanded of it. */
function meets(condition: unknown, value: unknown): boolean {
  if (!isObject(condition)) return true;
  if ('value' in condition) return condition.value === value;
  if (Array.isArray(condition.values)) return condition.values.includes(value);
  return !('max_age' in condition) && (condition.essential !== true || value !== undefined);
}
