import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import type { Form } from '../../form/useForm.ts';
import { announce, FormFrame, Page } from '../../kit/index.ts';

interface FormPageProps<V extends Record<string, string>>
  extends Required<Pick<ComponentProps<typeof Page>, 'title' | 'lead' | 'back'>> {
  /** As `useForm` gives it. */
  form: Form<V>;
  /** What the button says. */
  send: string;
  children: ReactNode;
}

/** One question with its fields, as a page of its own. */
export function FormPage<V extends Record<string, string>>({ form, send, children, ...page }: FormPageProps<V>) {
  return (
    <Page {...page} width="question" error={form.errors.length > 0 || form.problem !== null}>
      <FormFrame form={form} send={send}>
        {children}
      </FormFrame>
    </Page>
  );
}

/** What follows a form that was sent: it is said aloud, what it has changed is read anew, and the way leads back. */
export function useSent(changed: readonly unknown[], to: '/me/security' | '/me/settings' | '/me/acting') {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return async (said: string) => {
    announce(said);
    await queries.invalidateQueries({ queryKey: [...changed] });
    await navigate({ to });
  };
}
