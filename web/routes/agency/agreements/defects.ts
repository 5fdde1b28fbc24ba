import { ApiProblem } from '../../../api.ts';
import type { Words } from '../../../words.tsx';

interface Defect {
  code: string;
  /** JSON Pointer into the terms. */
  pointer: string;
  /** An id, a day or a number. */
  value: string;
}

/** The server's refusal of terms with a sentence for each defect, so that a form can put them beside their fields. */
export function sayDefects(
  error: unknown,
  nameOf: (id: string) => string | undefined,
  { say, date, number }: Pick<Words, 'say' | 'date' | 'number'>,
): unknown {
  if (!(error instanceof ApiProblem) || error.body.code !== 'connections/terms-refused') return error;
  const { defects = [] } = error.body as typeof error.body & { defects?: Defect[] };
  const write = (value: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(value);
    return nameOf(value) ?? (/^\d+$/.test(value) ? number(Number(value)) : value);
  };
  return new ApiProblem({
    ...error.body,
    errors: defects.map(({ code, pointer, value }) => ({
      pointer: `/terms${pointer}`,
      detail: say(`screen.agreements.defect.${code}`, { value: write(value) }),
    })),
  });
}
