import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { CopyBlock } from '../../../kit/desk.ts';
import {
  announce,
  Cluster,
  ConfirmedAct,
  FieldList,
  FieldRow,
  FormFrame,
  Notice,
  Panel,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemView } from '../../agency/systems/data.ts';
import { InspectionsPanel } from '../../agency/systems/InspectionsPanel.tsx';
import { returnItems, signList } from './data.ts';
import type { Remarks } from './ListPanel.tsx';

interface DecisionPanelProps {
  system: SystemView;
  remarks: Remarks;
  /** Whether the list is before an inspector. */
  before: boolean;
  onReturned: () => void;
}

const LEAST = 5;

/** Give items back, each with its reason; or sign the digest of the list as it was read. Never both. */
export function DecisionPanel({ system, remarks, before, onReturned }: DecisionPanelProps) {
  const { say } = useWords();
  const named = Object.entries(remarks);
  if (!before) {
    const [latest] = system.inspections;
    if (latest) return <InspectionsPanel inspections={[latest]} />;
    return <Notice tone="plain">{say('screen.inspections.nothingToDecide')}</Notice>;
  }
  if (named.length > 0) return <Return system={system} named={named} onReturned={onReturned} />;
  return <Sign system={system} />;
}

interface ReturnProps extends Pick<DecisionPanelProps, 'system' | 'onReturned'> {
  named: [item: string, remark: string][];
}

function Return({ system, named, onReturned }: ReturnProps) {
  const { say } = useWords();
  const short = named.filter(([, remark]) => remark.trim().length < LEAST);
  const questionOf = (item: string) => system.checks.find((one) => one.item === item)?.question ?? item;
  return (
    <Panel title={say('screen.inspections.return.title', { count: named.length })}>
      <Stack>
        <FieldList>
          {named.map(([item, remark]) => (
            <FieldRow key={item} label={questionOf(item)} empty={remark.trim().length < LEAST}>
              {remark.trim() || say('screen.inspections.return.noReason')}
            </FieldRow>
          ))}
        </FieldList>
        {short.length > 0 ? (
          <Notice tone="wait">{say('screen.inspections.return.short')}</Notice>
        ) : (
          <Cluster>
            <ConfirmedAct
              kind="primary"
              title={say('screen.inspections.return.ask')}
              text={say('screen.inspections.return.text')}
              yes={say('screen.inspections.return.button')}
              act={() =>
                returnItems(
                  system.system,
                  named.map(([item, remark]) => ({ item, remark: remark.trim() })),
                )
              }
              done={say('screen.inspections.return.done')}
              onDone={onReturned}
              refresh={['inspections']}
            >
              {say('screen.inspections.return.button')}
            </ConfirmedAct>
          </Cluster>
        )}
      </Stack>
    </Panel>
  );
}

function Sign({ system }: { system: SystemView }) {
  const { say, date } = useWords();
  const queries = useQueryClient();
  const { digest, missing, contactReachedAt, checks, standing } = system;
  const form = useForm({
    initial: {},
    check: () => ({}),
    send: async (_values, key) => {
      const { reviewDue } = await signList(system.system, digest, key);
      announce(say('screen.inspections.sign.done', { date: date(reviewDue) }));
      await queries.invalidateQueries({ queryKey: ['inspections'] });
    },
  });
  const open = [
    ...checks.filter(({ item }) => missing.includes(item)).map(({ question }) => question),
    ...(contactReachedAt === undefined ? [say('screen.inspections.sign.contact')] : []),
  ];
  return (
    <Panel title={say('screen.inspections.sign.title')}>
      <Stack>
        <p>{say(standing === 'checking' ? 'screen.inspections.sign.first' : 'screen.inspections.sign.review')}</p>
        <p>{say('screen.systems.digest')}</p>
        <CopyBlock label={say('screen.systems.digest')} text={digest} />
        {open.length > 0 ? (
          <Notice tone="wait" title={say('screen.inspections.sign.open')}>
            <ul>
              {open.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <FormFrame form={form} send={say('screen.inspections.sign.button')} icon="proof">
            <p>{say('screen.inspections.sign.text')}</p>
          </FormFrame>
        )}
      </Stack>
    </Panel>
  );
}
