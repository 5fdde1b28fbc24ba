import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Loaded, Page, Panel, Split, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Side, versionsQuery } from './data.ts';
import { SuspensionPanel } from './SuspensionPanel.tsx';
import { TermsList } from './TermsList.tsx';
import { AgreementState } from './Usage.tsx';
import { VersionList } from './VersionList.tsx';

interface AgreementPageProps {
  side: Side;
  back: { to: string; label: string; search?: Record<string, unknown> };
  actions?: ReactNode;
  /** More about it than both sides see. */
  children?: ReactNode;
}

/** An agreement: what it says, how it came to that, and whether it is stopped. */
export function AgreementPage({ side, back, actions, children }: AgreementPageProps) {
  const { agreement = '' } = useParams({ strict: false });
  const { say } = useWords();
  const query = useQuery(versionsQuery(side, agreement));
  return (
    <Page
      title={say('screen.agreements.one', { agreement })}
      lead={query.data?.organisationName}
      width="wide"
      error={query.isError}
      back={back}
      actions={actions}
    >
      <Loaded query={query} lines={10}>
        {({ versions }) => {
          const [newest] = versions;
          return (
            newest && (
              <Split
                main={
                  <Panel
                    title={say('screen.agreements.says', { version: newest.version })}
                    actions={<AgreementState state={newest.state} />}
                  >
                    <TermsList terms={newest.terms}>{children}</TermsList>
                  </Panel>
                }
                aside={
                  <Stack>
                    <SuspensionPanel side={side} kind="agreement" target={agreement} />
                    <VersionList side={side} versions={versions} />
                  </Stack>
                }
              />
            )
          );
        }}
      </Loaded>
    </Page>
  );
}
