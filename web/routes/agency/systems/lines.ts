/** The name under which this console hands a key's private half over. */
export function keyFile(kid: string): string {
  return `dancu-key-${kid.slice(0, 8)}.json`;
}

/** A whole conformance run with the client library, for a shell; the run is the one that the console watches. */
export function conformanceLine({ kid, origin, run }: { kid: string; origin: string; run: string }): string {
  return ['npx dancu agency conformance', `  --key ${keyFile(kid)}`, `  --server ${origin}`, `  --run ${run}`].join(
    ' \\\n',
  );
}
