/** A name may stand in two columns, a date in three of which the year is enough. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  name: ['familyName', 'givenName'],
  birthDate: ['birthYear'],
};

/** Which of what every row needs no column stands for. */
export function missingTargets(targets: readonly string[], required: readonly string[]): string[] {
  return required.filter(
    (target) => !targets.includes(target) && !INSTEAD[target]?.every((part) => targets.includes(part)),
  );
}
