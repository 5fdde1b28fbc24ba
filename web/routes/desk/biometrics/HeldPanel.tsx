import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Table } from '../../../kit/desk.ts';
import { Button, Disclosure, Empty, Loaded, Muted, Notice, Stack, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { useDesk } from '../desk.ts';
import { AddSample } from './AddSample.tsx';
import { type Held, type HeldSample, heldQuery, samplePath } from './data.ts';
import { EraseAll } from './EraseAll.tsx';
import { placeName } from './names.ts';
import { Picture } from './Picture.tsx';

const TONES: Readonly<Record<Held['standing'], Tone>> = { clear: 'good', waiting: 'wait', same: 'bad' };

/** What is held of a person's body, without showing it; each showing is a look of its own. */
export function HeldPanel({ person }: { person: string }) {
  const { reason } = useDesk();
  const held = useQuery(heldQuery(person, reason));
  return (
    <Loaded query={held} lines={6}>
      {(data) => <Known held={data} />}
    </Loaded>
  );
}

function Known({ held }: { held: Held }) {
  const { say } = useWords();
  const { caller } = useSession();
  const can = (right: string) => caller.scopes.includes(`biometrics.${right}`);
  const { samples, missing, standing, tooYoung } = held;
  return (
    <Stack>
      {samples.length > 0 ? (
        <>
          <span>
            <Status tone={TONES[standing]}>{say(`screen.biometrics.held.standing.${standing}`)}</Status>
          </span>
          <Samples held={held} />
          <Muted>{say('screen.biometrics.held.shown')}</Muted>
        </>
      ) : (
        <Empty title={say('screen.biometrics.held.none')}>{say('screen.biometrics.held.noneText')}</Empty>
      )}
      {missing.length > 0 && (
        <Notice tone="plain" title={say('screen.biometrics.held.missing')}>
          {missing.map(({ modality, place, reason }) => (
            <p key={`${modality} ${place}`}>
              {placeName(say, modality, place)}: {say(`screen.biometrics.reasons.${reason}`)}
            </p>
          ))}
        </Notice>
      )}
      {tooYoung && <Notice tone="plain" title={say('screen.biometrics.held.tooYoung')} />}
      {can('enrol') && !tooYoung && !held.mergedInto && (
        <Disclosure summary={say('screen.biometrics.held.add')}>
          <AddSample held={held} />
        </Disclosure>
      )}
      {can('erase') && samples.length > 0 && <EraseAll person={held.person} />}
    </Stack>
  );
}

function Samples({ held: { person, samples, modalities } }: { held: Held }) {
  const { say, date } = useWords();
  const { reason } = useDesk();
  const [open, setOpen] = useState<string>();
  const shown = samples.find(({ sample }) => sample === open);
  const word = (key: string) => say(`screen.biometrics.held.${key}`);
  const nameOf = ({ modality, place }: HeldSample) => placeName(say, modality, place);
  const untilOf = ({ eraseOn, modality }: HeldSample) => {
    const years = modalities.find(({ id }) => id === modality)?.retention.years ?? 0;
    return eraseOn ? date(eraseOn) : say('screen.biometrics.held.eraseLater', { years });
  };
  return (
    <>
      <Table
        caption={say('screen.biometrics.held.tab')}
        rows={samples}
        rowKey={({ sample }) => sample}
        columns={[
          {
            key: 'sample',
            head: word('sample'),
            main: true,
            cell: (one) => (
              <>
                {nameOf(one)}
                {one.ground && (
                  <Muted>
                    {say('screen.biometrics.held.ground', {
                      kind: say(`screen.biometrics.grounds.${one.ground.kind}`),
                      number: one.ground.number,
                    })}
                  </Muted>
                )}
              </>
            ),
          },
          { key: 'quality', head: word('quality'), numeric: true, cell: ({ quality }) => quality ?? word('noQuality') },
          { key: 'taken', head: word('taken'), cell: ({ takenAt }) => date(takenAt.slice(0, 10)) },
          { key: 'erase', head: word('erase'), cell: untilOf },
          {
            key: 'look',
            head: word('look'),
            cell: (one) =>
              one.viewable && (
                <Button
                  small
                  icon="look"
                  expanded={open === one.sample}
                  onClick={() => setOpen(open === one.sample ? undefined : one.sample)}
                  label={say('screen.biometrics.held.lookLong', { name: nameOf(one) })}
                >
                  {word(open === one.sample ? 'close' : 'look')}
                </Button>
              ),
          },
        ]}
      />
      {shown && <Picture address={samplePath(person, shown.sample)} name={nameOf(shown)} purpose={reason} />}
    </>
  );
}
