import type { ReactNode } from 'react';
import type { Form } from '../form/useForm.ts';
import { Button } from './Button.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import type { IconName } from './Icon.tsx';
import { Cluster, Stack } from './layout.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

interface FormFrameProps<V extends Record<string, string>> {
  /** As `useForm` gives it. */
  form: Form<V>;
  /** What the button says. */
  send: string;
  icon?: IconName;
  /** Other ways on, beside the button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A form around its fields: what is wrong above them, the button below. */
export function FormFrame<V extends Record<string, string>>({ form, send, icon, beside, children }: FormFrameProps<V>) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <Stack>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        {form.problem !== null && <ProblemNotice error={form.problem} />}
        {children}
        <Cluster>
          <Button kind="primary" type="submit" busy={form.busy} {...(icon && { icon })}>
            {send}
          </Button>
          {beside}
        </Cluster>
      </Stack>
    </form>
  );
}
