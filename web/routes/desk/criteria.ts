import type { SearchCriteria } from './data.ts';

// In memory and not in the address or in storage: names and numbers of persons leave no trace on the machine.
let kept: SearchCriteria | undefined;

/** What was last looked for, so that "back" from a record finds its list again. */
export function keptCriteria(): SearchCriteria | undefined {
  return kept;
}

export function keepCriteria(criteria: SearchCriteria | undefined): void {
  kept = criteria;
}

/** What a search still lacks, as the register would say: a name alone finds nobody and looks at everybody. */
export function lackOf({ number, name, birth, province }: SearchCriteria): 'empty' | 'wide' | undefined {
  if (number) return undefined;
  if (!name && !birth) return 'empty';
  if (name && !birth && !province) return 'wide';
  if (!name && (birth?.length ?? 0) < 10) return 'wide';
  return undefined;
}
