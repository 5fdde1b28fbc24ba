import { useState } from 'react';
import { AreaField, Button, Cluster, Drawer, Muted, Panel, PlainAct, Split, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { CheckItem } from '../../agency/systems/CheckItem.tsx';
import type { Check, SystemView } from '../../agency/systems/data.ts';
import { EvidenceFiles } from '../../agency/systems/EvidenceFiles.tsx';
import { ProbeNote } from '../../agency/systems/ProbeNote.tsx';
import classes from '../../agency/systems/Systems.module.css';
import { ContactReached } from './ContactReached.tsx';
import { doorOf, probeAgain } from './data.ts';

/** What is to be mended, by item. An item that is named is given back. */
export type Remarks = Readonly<Record<string, string>>;

interface ListPanelProps {
  system: SystemView;
  remarks: Remarks;
  /** Absent where nothing is before an inspector. */
  onRemarks: ((remarks: Remarks) => void) | undefined;
}

/** The whole list as the inspector reads it: answer and evidence side by side, what the platform saw, whom to call. */
export function ListPanel({ system, remarks, onRemarks }: ListPanelProps) {
  const { say } = useWords();
  const [reaching, setReaching] = useState(false);
  const seen = system.checks.filter(({ kind }) => kind === 'automatic');
  const asked = system.checks.filter(({ kind }) => kind === 'asked');
  const close = () => setReaching(false);
  const giveBack = (check: Check) => onRemarks && <GiveBack check={check} remarks={remarks} onRemarks={onRemarks} />;
  return (
    <Stack>
      <Panel title={say('screen.systems.check.seen')}>
        <Stack>
          {seen.map((check) => (
            <CheckItem key={check.item} check={check} actions={giveBack(check)}>
              {check.item === 'contact' && <Contact system={system} onReach={() => setReaching(true)} />}
              {check.item === 'tls' && <Probe system={system} />}
            </CheckItem>
          ))}
        </Stack>
      </Panel>
      <Panel title={say('screen.systems.check.asked')}>
        <Stack>
          {asked.map((check) => (
            <div key={check.item} className={classes.asked}>
              <Split
                main={<CheckItem check={check} actions={giveBack(check)} />}
                aside={<EvidenceFiles files={check.evidence} door={doorOf(system.system)} />}
              />
            </div>
          ))}
        </Stack>
      </Panel>
      <Drawer open={reaching} title={say('screen.inspections.contact.button')} onClose={close}>
        {reaching && <ContactReached system={system.system} onDone={close} />}
      </Drawer>
    </Stack>
  );
}

function Contact({ system, onReach }: { system: SystemView; onReach: () => void }) {
  const { say, moment } = useWords();
  const { contact, contactReachedAt } = system;
  if (!contact) return null;
  return (
    <>
      <p>
        {contact.name} · <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{contact.phone}</a> ·{' '}
        <a href={`mailto:${contact.email}`}>{contact.email}</a>
      </p>
      {contactReachedAt !== undefined && (
        <Muted>{say('screen.systems.contact.reached', { moment: moment(contactReachedAt) })}</Muted>
      )}
      <Cluster>
        <Button small onClick={onReach}>
          {say('screen.inspections.contact.button')}
        </Button>
      </Cluster>
    </>
  );
}

function Probe({ system }: { system: SystemView }) {
  const { say } = useWords();
  if (system.host === undefined) return null;
  return (
    <>
      <ProbeNote system={system} />
      <Cluster>
        <PlainAct
          small
          icon="look"
          act={() => probeAgain(system.system)}
          done={say('screen.systems.probe.done')}
          refresh={['inspections']}
        >
          {say('screen.systems.probe.button')}
        </PlainAct>
      </Cluster>
    </>
  );
}

function GiveBack({
  check,
  remarks,
  onRemarks,
}: {
  check: Check;
  remarks: Remarks;
  onRemarks: (next: Remarks) => void;
}) {
  const { say } = useWords();
  const { item, question } = check;
  const remark = remarks[item];
  if (remark === undefined) {
    return (
      <Cluster>
        <Button
          small
          kind="quiet"
          onClick={() => onRemarks({ ...remarks, [item]: '' })}
          label={`${say('screen.inspections.giveBack')}: ${question}`}
        >
          {say('screen.inspections.giveBack')}
        </Button>
      </Cluster>
    );
  }
  const { [item]: _, ...others } = remarks;
  return (
    <>
      <AreaField
        id={`remark-${item}`}
        label={say('screen.inspections.remark')}
        hint={say('screen.inspections.remarkHint')}
        rows={3}
        maxLength={2000}
        value={remark}
        onChange={(text) => onRemarks({ ...remarks, [item]: text })}
      />
      <Cluster>
        <Button small onClick={() => onRemarks(others)} label={`${say('screen.inspections.letStand')}: ${question}`}>
          {say('screen.inspections.letStand')}
        </Button>
      </Cluster>
    </>
  );
}
