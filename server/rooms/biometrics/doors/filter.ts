import type { Probe } from '../engine/matcher.ts';
import { doorProblems as problems } from './problems.ts';

type Fields = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean;

/** A search's filter, read: which samples take part, and whom their biographic data lets through. */
export interface ReadFilter {
  narrow(probe: Probe): Probe;
  passes(biographicData: Fields | undefined): boolean;
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/**
 * Reads OSIA's Filter: `biometricType` names the types that are compared; every other name is a field of the biographic data,
 * with `Min` or `Max` behind it for a span. Who has no such field does not pass.
 * @throws Problem biometrics/abis-filter
 */
export function readFilter(filter: Fields, pointer = '/filter'): ReadFilter {
  const { biometricType, ...fields } = filter;
  if (biometricType !== undefined && !isTypes(biometricType))
    throw problems['abis-filter']({ pointer: `${pointer}/biometricType` });
  const tests = Object.entries(fields).map(([name, wanted]) => {
    if (!isScalar(wanted)) throw problems['abis-filter']({ pointer: `${pointer}/${name}` });
    return testOf(name, wanted);
  });
  return {
    narrow({ face, portrait, fingers }) {
      const types = biometricType as readonly string[] | undefined;
      const withFace = !types || types.includes('FACE');
      const withFingers = !types || types.includes('FINGER');
      return {
        ...(withFace && face && { face }),
        ...(withFace && portrait && { portrait }),
        ...(withFingers && fingers && { fingers }),
      };
    },
    passes: (biographicData = {}) => tests.every((test) => test(biographicData)),
  };
}

const isTypes = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

function testOf(name: string, wanted: Scalar): (data: Fields) => boolean {
  const span = /^(.+)(Min|Max)$/.exec(name);
  const field = span?.[1] ?? name;
  return (data) => {
    // The whole name goes first: a field may itself be called `childrenMax`.
    if (Object.hasOwn(data, name)) return data[name] === wanted;
    const has = Object.hasOwn(data, field) ? data[field] : undefined;
    if (!span || typeof has !== typeof wanted) return false;
    return span[2] === 'Min' ? (has as Scalar) >= wanted : (has as Scalar) <= wanted;
  };
}
