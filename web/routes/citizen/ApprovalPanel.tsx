import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Cluster, FieldList, FieldRow, Notice, Panel, ProblemNotice, Status } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import classes from './ApprovalPanel.module.css';
import { type Approval, approvalsKey, decideApproval, reportApproval } from './account/data.ts';

type Answer = { number: number } | 'refuse' | 'report';

interface ApprovalPanelProps {
  approval: Approval;
  /** `approved`, `refused`, `failed` (another number than on the other screen), `reported`. */
  onDecided: (state: string) => void;
}

/** Who asks for what; the number that stands on the other screen is the yes, so that nobody says it without looking there. */
export function ApprovalPanel({ approval, onDecided }: ApprovalPanelProps) {
  const { say, moment } = useWords();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: async (answer: Answer) => {
      if (answer === 'report') {
        await reportApproval(approval.id);
        return 'reported';
      }
      const body =
        answer === 'refuse'
          ? ({ decision: 'refuse' } as const)
          : ({ decision: 'approve', number: answer.number } as const);
      return (await decideApproval(approval.id, body)).state;
    },
    onSuccess: onDecided,
    onSettled: () => queries.invalidateQueries({ queryKey: approvalsKey }),
  });
  const answer = (given: Answer) => () => decide.mutate(given);
  return (
    <Panel title={say(`screen.approvals.kind.${approval.kind}`)} ground="accent">
      <Matter matter={approval.matter} />
      <Apis matter={approval.matter} />
      <Shared matter={approval.matter} />
      {decide.isError && <ProblemNotice error={decide.error} />}
      <fieldset className={classes.numbers} disabled={decide.isPending}>
        <legend>{say(approval.kind === 'desk' ? 'screen.approvals.whichDesk' : 'screen.approvals.which')}</legend>
        {approval.choices.map((number) => (
          <button
            key={number}
            type="button"
            className={classes.number}
            aria-label={say('screen.approvals.approve', { number })}
            onClick={answer({ number })}
          >
            {number}
          </button>
        ))}
      </fieldset>
      <Cluster>
        <Button onClick={answer('refuse')} disabled={decide.isPending}>
          {say('screen.approvals.refuse')}
        </Button>
        <Button kind="danger" onClick={answer('report')} disabled={decide.isPending}>
          {say('screen.approvals.notMe')}
        </Button>
      </Cluster>
      <p className={classes.until}>{say('screen.approvals.until', { time: moment(approval.expiresAt) })}</p>
    </Panel>
  );
}

interface Share {
  purpose: string;
  law: string;
  fields: string[];
  beyond: string[];
  until: string;
  /** Whom it is about, where the reader answers for another. */
  about?: string;
  /** Whose yes is needed beside this one. */
  beside?: 'child' | 'guardian' | 'heard';
}

interface AskedApi {
  indicator: string;
  name: string;
  organisation?: string;
  scopes: { scope: string; name: string; description: string }[];
}

/** What the service may do at APIs, given together with the rest or not at all. */
function Apis({ matter }: Pick<Approval, 'matter'>) {
  const { say } = useWords();
  const apis = (matter.apis ?? []) as AskedApi[];
  return apis.map(({ indicator, name, organisation, scopes }) => (
    <Panel
      key={indicator}
      title={say('screen.approvals.apis', { name: organisation ? `${name} (${organisation})` : name })}
      level={3}
      ground="white"
    >
      <FieldList>
        {scopes.map((one) => (
          <FieldRow key={one.scope} label={one.name}>
            {one.description}
          </FieldRow>
        ))}
      </FieldList>
    </Panel>
  ));
}

/** What the service asks for beside the sign-in: the same that stands on the sheet of a browser. */
function Shared({ matter }: Pick<Approval, 'matter'>) {
  const { say, day } = useWords();
  const shared = matter.shared as Share | undefined;
  if (!shared) return undefined;
  const { about: name } = shared;
  const title = name ? say('screen.approvals.shared.titleFor', { name }) : say('screen.approvals.shared.title');
  return (
    <Panel title={title} level={3} ground="white">
      <p>{name ? say('screen.approvals.shared.textFor', { name }) : say('screen.approvals.shared.text')}</p>
      {shared.beside && (
        <Notice tone="wait">{say(`value.consentBeside.${shared.beside}`, { name: name ?? '' })}</Notice>
      )}
      <FieldList>
        <FieldRow label={say('screen.approvals.matter.purpose')}>{shared.purpose}</FieldRow>
        <FieldRow label={say('screen.approvals.shared.law')}>{shared.law}</FieldRow>
        <FieldRow label={say('screen.approvals.shared.fields')}>
          <FieldNames fields={shared.fields} />
        </FieldRow>
        <FieldRow label={say('screen.approvals.shared.until')}>{day(shared.until)}</FieldRow>
      </FieldList>
      <p>
        <strong>
          {shared.beyond.length > 0
            ? say('screen.approvals.shared.more', {
                fields: shared.beyond.map((field) => say(`field.${field}`)).join(', '),
              })
            : say('screen.approvals.shared.usual')}
        </strong>
      </p>
    </Panel>
  );
}

function FieldNames({ fields }: { fields: readonly string[] }) {
  const { say } = useWords();
  return (
    <Cluster>
      {fields.map((field) => (
        <Status key={field}>{say(`field.${field}`)}</Status>
      ))}
    </Cluster>
  );
}

function Matter({ matter }: Pick<Approval, 'matter'>) {
  const { say } = useWords();
  const text = (name: string) => {
    const value = matter[name];
    return typeof value === 'string' ? value : '';
  };
  const fields = Array.isArray(matter.fields) ? matter.fields.filter((field) => typeof field === 'string') : [];
  return (
    <FieldList>
      {['service', 'organisation', 'purpose', 'message', 'device', 'network'].map(
        (name) =>
          text(name) && (
            <FieldRow key={name} label={say(`screen.approvals.matter.${name}`)}>
              {text(name)}
            </FieldRow>
          ),
      )}
      {fields.length > 0 && (
        <FieldRow label={say('screen.approvals.matter.fields')}>
          <FieldNames fields={fields} />
        </FieldRow>
      )}
    </FieldList>
  );
}
