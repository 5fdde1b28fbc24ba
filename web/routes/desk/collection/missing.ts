interface Known {
  readonly target: string;
  readonly required: boolean;
  /** Targets that together are enough in its place. */
  readonly instead?: readonly string[];
}

/** What every row needs and no column stands for, of the fields as the server lists them. */
export function missingTargets<Field extends Known>(targets: readonly string[], known: readonly Field[]): Field[] {
  return known.filter(
    ({ target, required, instead }) =>
      required && !targets.includes(target) && !instead?.every((part) => targets.includes(part)),
  );
}
