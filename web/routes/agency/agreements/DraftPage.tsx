import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FieldList, FieldRow, Loaded, Notice, Page, Panel, Split, Stack, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { ChangeList } from './ChangeList.tsx';
import { DraftState, useKind, useNext } from './DraftState.tsx';
import { type Draft, draftQuery, type Side } from './data.ts';
import { SignaturePanel } from './SignaturePanel.tsx';
import { TermsCompared } from './TermsCompared.tsx';
import { TermsList } from './TermsList.tsx';

interface DraftPageProps {
  side: Side;
  back: { to: string; label: string };
  /** What the reader can do with it now. */
  acts: (draft: Draft) => ReactNode;
  /** What else the reader weighs. */
  beside?: (draft: Draft) => ReactNode;
}

/** A draft as both sides see it: how it stands, what is asked for, what was decided, the text and who signed it. */
export function DraftPage({ side, back, acts, beside }: DraftPageProps) {
  const { draft: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const kindOf = useKind();
  const query = useQuery(draftQuery(side, id));
  const draft = query.data;
  return (
    <Page
      title={draft ? kindOf(draft) : say('screen.agreements.draft')}
      lead={draft?.organisationName}
      width="wide"
      error={query.isError}
      back={back}
    >
      <Loaded query={query} lines={10}>
        {(known) => <Known side={side} draft={known} acts={acts(known)} beside={beside?.(known)} />}
      </Loaded>
    </Page>
  );
}

interface KnownProps {
  side: Side;
  draft: Draft;
  acts: ReactNode;
  beside: ReactNode;
}

function Known({ side, draft, acts, beside }: KnownProps) {
  const { say } = useWords();
  const next = useNext(side);
  return (
    <Stack gap="large">
      <Stack>
        <DraftState draft={draft} />
        <Notice tone="plain">{next(draft)}</Notice>
        <Decision draft={draft} />
        {draft.reply !== undefined && (
          <Notice
            tone="wait"
            title={say(`screen.agreements.reply.${draft.state === 'withdrawn' ? 'withdrawn' : 'objected'}`)}
          >
            {draft.reply}
          </Notice>
        )}
        {acts}
      </Stack>
      {draft.text !== undefined && draft.digest !== undefined && (
        <SignaturePanel side={side} draft={draft} text={draft.text} digest={draft.digest} />
      )}
      <Split
        main={<Asked draft={draft} />}
        aside={
          <>
            <Facts side={side} draft={draft} />
            {beside}
          </>
        }
      />
      {draft.inForce && <Compared draft={draft} inForce={draft.inForce} />}
    </Stack>
  );
}

/** What the platform decided, in its own words. */
function Decision({ draft }: { draft: Draft }) {
  const { say, moment } = useWords();
  const { state, decision, legalBasis, decidedAt, decidedBy } = draft;
  if (state === 'refused') {
    return (
      <Notice tone="bad" title={say('screen.agreements.refused', { law: legalBasis?.name ?? '' })}>
        <p>{decision}</p>
        {decidedAt && decidedBy && (
          <p>{say('screen.agreements.decidedBy', { name: decidedBy, time: moment(decidedAt) })}</p>
        )}
      </Notice>
    );
  }
  if (decision === undefined) return null;
  const title = state === 'sent' ? 'screen.agreements.returned' : 'screen.agreements.remark';
  return (
    <Notice tone="wait" title={say(title)}>
      {decision}
    </Notice>
  );
}

/** What is asked for, and what the platform took out of it. */
function Asked({ draft }: { draft: Draft }) {
  const { say } = useWords();
  const { terms, inForce, offered, offer = [], changes = [], state } = draft;
  const open = state === 'narrowed' || state === 'draft';
  return (
    <>
      {offered && open && (
        <Panel title={say('screen.agreements.offer.title')}>
          <p>{say(`screen.agreements.offer.${state}`)}</p>
          <ChangeList changes={offer} sides={[terms, offered]} />
        </Panel>
      )}
      {inForce ? (
        <Panel title={say('screen.agreements.changes')}>
          {changes.length > 0 ? (
            <ChangeList changes={changes} sides={[inForce.terms, terms]} />
          ) : (
            <p>{say('screen.agreements.noChanges')}</p>
          )}
        </Panel>
      ) : (
        <Panel title={say('screen.agreements.asked')}>
          <TermsList terms={terms} />
        </Panel>
      )}
    </>
  );
}

/** The whole of a change, beside what is in force. */
function Compared({ draft, inForce }: { draft: Draft; inForce: NonNullable<Draft['inForce']> }) {
  const { say } = useWords();
  return (
    <Panel title={say('screen.agreements.asked')}>
      <TermsCompared
        caption={say('screen.agreements.asked')}
        before={inForce.terms}
        beforeHead={say('screen.agreements.inForceHead', { version: inForce.version })}
        after={draft.terms}
        afterHead={say('screen.agreements.proposed')}
        changed={(draft.changes ?? []).map(({ part }) => part)}
      />
    </Panel>
  );
}

function Facts({ side, draft }: { side: Side; draft: Draft }) {
  const { say, moment, date } = useWords();
  const { agreement, inForce, enactedVersion, sentAt, dueOn, madeAt, authors, decidedAt, decidedBy } = draft;
  const known = inForce !== undefined || enactedVersion !== undefined;
  const to = side === 'agency' ? '/agency/agreements/$agreement' : '/desk/agreements/$agreement';
  return (
    <Panel title={say('screen.agreements.facts')}>
      <FieldList>
        <FieldRow label={say('screen.agreements.agencyWhy')}>{draft.why}</FieldRow>
        <FieldRow label={say('screen.agreements.agreement')}>
          {known ? (
            <TextLink to={to} params={{ agreement }}>
              {agreement}
            </TextLink>
          ) : (
            <span>{agreement}</span>
          )}
        </FieldRow>
        <FieldRow label={say('screen.agreements.authors')} source={moment(madeAt)}>
          {authors.join(', ')}
        </FieldRow>
        {sentAt && <FieldRow label={say('screen.agreements.sentAt')}>{moment(sentAt)}</FieldRow>}
        {dueOn && (
          <FieldRow label={say('screen.agreements.dueOn')} source={say('screen.agreements.dueHow')}>
            {date(dueOn)}
          </FieldRow>
        )}
        {decidedAt && decidedBy && (
          <FieldRow label={say('screen.agreements.decided')} source={moment(decidedAt)}>
            {decidedBy}
          </FieldRow>
        )}
      </FieldList>
    </Panel>
  );
}
