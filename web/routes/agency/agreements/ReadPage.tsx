import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { Loading, Page, ProblemNotice } from '../../../kit/index.ts';

interface ReadPageProps extends Omit<ComponentProps<typeof Page>, 'error' | 'children'> {
  /** What has to be there before the form is. */
  reads: readonly Pick<UseQueryResult, 'isError' | 'isPending' | 'error' | 'refetch'>[];
  children: ReactNode;
}

/** The page of a form that needs several things read first. */
export function ReadPage({ reads, children, ...page }: ReadPageProps) {
  const failed = reads.find(({ isError }) => isError);
  const pending = reads.some(({ isPending }) => isPending);
  return (
    <Page {...page} error={failed !== undefined}>
      {failed && <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && pending && <Loading lines={8} />}
      {children}
    </Page>
  );
}
