import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { announce, Empty, Loaded, Notice, Page, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { dayOf } from '../../desk/desk.ts';
import { useSession } from '../../root.tsx';
import { DraftForm } from './DraftForm.tsx';
import { catalogueQuery, draftQuery, editDraft, makeDraft, versionsQuery } from './data.ts';
import { beginTerms, fillTerms } from './given.ts';
import { ReadPage } from './ReadPage.tsx';

/** Drafts a new agreement from the catalogue. */
export function NewDraftScreen() {
  const { say } = useWords();
  const { now, country } = useSession();
  const catalogue = useQuery(catalogueQuery);
  const save = useSave();
  return (
    <Page
      title={say('screen.agreements.new')}
      lead={say('screen.agreements.form.lead')}
      error={catalogue.isError}
      back={{ to: '/agency/agreements', label: say('screen.agreements.back') }}
    >
      <Loaded query={catalogue} lines={8}>
        {(known) =>
          known.purposes.length === 0 ? (
            <Empty title={say('screen.agreements.form.noPurpose.title')}>
              {say('screen.agreements.form.noPurpose.text')}
            </Empty>
          ) : (
            <DraftForm
              catalogue={known}
              initial={{ ...beginTerms(known, dayOf(now, country.timeZone)), why: '' }}
              onSave={(given, key) => save(makeDraft(given, key))}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Drafts the next version of an agreement: its terms as they are in force, to be changed or renewed. */
export function ChangeAgreementScreen() {
  const { agreement = '' } = useParams({ strict: false });
  const { say } = useWords();
  const catalogue = useQuery(catalogueQuery);
  const versions = useQuery(versionsQuery('agency', agreement));
  const save = useSave();
  const terms = versions.data?.versions[0]?.terms;
  return (
    <ReadPage
      title={say('screen.agreements.changeTitle')}
      lead={agreement}
      reads={[catalogue, versions]}
      back={{ to: '/agency/agreements/$agreement', params: { agreement }, label: say('screen.agreements.backToOne') }}
    >
      {catalogue.data && terms && (
        <Stack>
          <Notice tone="plain">{say('screen.agreements.form.changeText')}</Notice>
          <DraftForm
            catalogue={catalogue.data}
            initial={{ ...fillTerms(terms), why: '' }}
            onSave={(given, key) => save(makeDraft({ ...given, agreement }, key))}
          />
        </Stack>
      )}
    </ReadPage>
  );
}

/** Changes a draft that was not sent yet, or that came back. */
export function EditDraftScreen() {
  const { draft: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const catalogue = useQuery(catalogueQuery);
  const draft = useQuery(draftQuery('agency', id));
  const save = useSave();
  const known = draft.data;
  return (
    <ReadPage
      title={say('screen.agreements.act.edit')}
      lead={known?.agreement}
      reads={[catalogue, draft]}
      back={{
        to: '/agency/agreements/drafts/$draft',
        params: { draft: id },
        label: say('screen.agreements.backToDraft'),
      }}
    >
      {catalogue.data && known && (
        <DraftForm
          catalogue={catalogue.data}
          initial={{ ...fillTerms(known.terms), why: known.why }}
          onSave={(given, key) => save(editDraft(id, { ...given, revision: known.revision }, key))}
        />
      )}
    </ReadPage>
  );
}

/** What was saved opens: it can be read, and sent. */
function useSave() {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return async (saving: Promise<{ draft: string }>): Promise<void> => {
    const { draft } = await saving;
    announce(say('screen.agreements.form.saved'));
    await queries.invalidateQueries({ queryKey: ['agreements'] });
    await navigate({ to: '/agency/agreements/drafts/$draft', params: { draft } });
  };
}
