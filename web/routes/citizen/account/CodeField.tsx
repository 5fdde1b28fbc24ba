import type { Form } from '../../../form/useForm.ts';
import { TextField } from '../../../kit/index.ts';

interface CodeFieldProps {
  form: Form<{ code: string }>;
  label: string;
  hint?: string;
}

/** Digits that were sent, or that an application shows: the telephone offers them by itself. */
export function CodeField({ form, label, hint }: CodeFieldProps) {
  return (
    <TextField
      label={label}
      {...(hint && { hint })}
      mono
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={10}
      {...form.field('code')}
    />
  );
}
