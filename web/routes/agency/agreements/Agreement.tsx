import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, FieldRow } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { agreementsQuery } from '../data.ts';
import { AgreementPage } from './AgreementPage.tsx';
import { draftsQuery, isOpen } from './data.ts';
import { Usage } from './Usage.tsx';

/** One of the organisation's own agreements. */
export function AgreementScreen() {
  const { agreement = '' } = useParams({ strict: false });
  const { say } = useWords();
  const { caller } = useSession();
  const own = useQuery(agreementsQuery).data?.find(({ id }) => id === agreement);
  const drafts = useQuery(draftsQuery);
  const open = drafts.data?.find((draft) => draft.agreement === agreement && isOpen(draft));
  const changing = open ? (
    <Button to="/agency/agreements/drafts/$draft" params={{ draft: open.draft }}>
      {say('screen.agreements.openChange')}
    </Button>
  ) : (
    caller.scopes.includes('exchange.manage') &&
    drafts.data && (
      <Button icon="correct" to="/agency/agreements/$agreement/change" params={{ agreement }}>
        {say('screen.agreements.changeTitle')}
      </Button>
    )
  );
  return (
    <AgreementPage
      side="agency"
      back={{ to: '/agency/agreements', label: say('screen.agreements.back') }}
      actions={changing}
    >
      {own && (
        <FieldRow label={say('screen.agency.agreements.quota')}>
          <Usage agreement={own} />
        </FieldRow>
      )}
    </AgreementPage>
  );
}
