import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { Button, Cluster, FileField, Notice, ProblemNotice, SelectField, Stack, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { placeName } from '../biometrics/names.ts';
import { readerQuery } from '../reader/data.ts';
import { handsQuery, type MissingReason, pressFinger, type Rules, scanFinger } from './data.ts';
import classes from './enrolment.module.css';
import type { Captures, FingerTaken } from './useCaptures.ts';

const HANDS = [
  { id: 'left', places: [10, 9, 8, 7, 6] },
  { id: 'right', places: [1, 2, 3, 4, 5] },
] as const;

interface FingersFieldProps {
  rules: Rules['fingers'];
  captures: Captures;
  /** Taken before, and still good. */
  held: readonly number[];
  /** Whose hands lie on the simulated device. */
  person: string | undefined;
  /** What the server said of a finger. */
  refused: { readonly place: number; readonly text: string } | undefined;
  error: string | undefined;
}

/** Ten places on two hands: each is taken, was taken before, or has its reason. One after the other, in the order of the rules. */
export function FingersField({ rules, captures, held, person, refused, error }: FingersFieldProps) {
  const { say, number } = useWords();
  const { demonstration, caller } = useSession();
  const reader = useQuery({
    ...readerQuery,
    refetchInterval: false,
    enabled: caller.scopes.includes('readers.use'),
  });
  const { fingers } = captures;
  const open = rules.places.filter((place) => fingers[place] === undefined && !held.includes(place));
  const [chosen, setChosen] = useState<number>();
  const [hands, setHands] = useState(person);
  const place = chosen ?? refused?.place ?? open[0];
  const word = (key: string, values = {}) => say(`screen.enrolment.fingers.${key}`, values);
  // A scanner that stands there is meant; only without one the demonstration plays its part.
  const press = reader.data?.reader?.captures
    ? scanFinger
    : demonstration && hands
      ? (one: number) => pressFinger(one, hands)
      : undefined;
  return (
    <Stack>
      {error && !refused && <Notice tone="bad" title={error} />}
      <p role="status" id="fingers" tabIndex={-1}>
        <Status tone={open.length === 0 ? 'good' : 'wait'}>
          {open.length === 0 ? word('whole') : word('open', { count: number(open.length) })}
        </Status>
      </p>
      <div className={classes.hands}>
        {HANDS.map(({ id, places }) => (
          <fieldset key={id} className={classes.hand}>
            <legend>{word(id)}</legend>
            {places.map((one) => (
              <PlaceButton
                key={one}
                {...{ place: one, taken: fingers[one], isHeld: held.includes(one), isChosen: one === place }}
                onChoose={() => setChosen(one)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      {demonstration && person && <HandsField person={person} value={hands ?? person} onChange={setHands} />}
      {place !== undefined && (
        <OneFinger
          key={place}
          {...{ place, rules }}
          press={press}
          taken={fingers[place]}
          refused={refused?.place === place ? refused.text : undefined}
          onTaken={(taken) => {
            captures.setFinger(place, taken);
            // On to the next one that is open.
            setChosen(undefined);
          }}
          onAgain={() => {
            captures.setFinger(place, undefined);
            setChosen(place);
          }}
        />
      )}
    </Stack>
  );
}

/** Only in a demonstration: whose hands lie on the simulated device. */
function HandsField({ person, value, onChange }: { person: string; value: string; onChange: (hands: string) => void }) {
  const { say } = useWords();
  const known = useQuery(handsQuery);
  const others = (known.data ?? []).filter((one) => one.person !== person);
  return (
    <SelectField
      id="hands"
      label={say('screen.enrolment.fingers.hands')}
      hint={say('screen.enrolment.fingers.simulated')}
      choices={[
        { value: person, label: say('screen.enrolment.fingers.own') },
        ...others.map((one) => ({ value: one.person, label: one.name })),
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

interface PlaceButtonProps {
  place: number;
  taken: FingerTaken | undefined;
  isHeld: boolean;
  isChosen: boolean;
  onChoose: () => void;
}

function PlaceButton({ place, taken, isHeld, isChosen, onChoose }: PlaceButtonProps) {
  const { say } = useWords();
  const state = taken ? ('missing' in taken ? 'missing' : 'taken') : isHeld ? 'held' : 'open';
  return (
    <button type="button" className={classes.place} data-state={state} aria-pressed={isChosen} onClick={onChoose}>
      {taken && 'content' in taken && taken.picture ? <img src={taken.picture} alt="" /> : <span aria-hidden="true" />}
      <strong>{placeName(say, 'finger', place)}</strong>
      <span>{say(`screen.enrolment.fingers.state.${state}`)}</span>
    </button>
  );
}

interface OneFingerProps {
  place: number;
  rules: Rules['fingers'];
  /** A touch on the device, where there is one. */
  press: ((place: number) => Promise<Blob>) | undefined;
  taken: FingerTaken | undefined;
  refused: string | undefined;
  onTaken: (taken: FingerTaken) => void;
  onAgain: () => void;
}

/** One finger: from the device, from a file, or why not. */
function OneFinger({ place, rules, press, taken, refused, onTaken, onAgain }: OneFingerProps) {
  const { say } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const word = (key: string) => say(`screen.enrolment.fingers.${key}`);
  const name = placeName(say, 'finger', place);
  const keep = async (image: () => Promise<Blob>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const blob = await image();
      const content = await encodeFile(blob);
      const isShown = content.startsWith('iVBORw0KGgo');
      onTaken({ content, picture: isShown ? `data:image/png;base64,${content}` : undefined });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  if (taken && !refused)
    return (
      <Cluster>
        <strong>{name}</strong>
        <Button small icon="correct" onClick={onAgain} label={`${word('again')}: ${name}`}>
          {word('again')}
        </Button>
      </Cluster>
    );
  return (
    <fieldset className={classes.finger}>
      <legend>{name}</legend>
      <Stack>
        {refused && <Notice tone="bad" title={refused} />}
        {problem !== undefined && <ProblemNotice error={problem} />}
        {press && (
          <Cluster>
            <Button kind="primary" busy={busy} onClick={() => void keep(() => press(place))}>
              {word('press')}
            </Button>
          </Cluster>
        )}
        <FileField
          id={`finger-${place}`}
          label={word('file')}
          hint={word('fileHint')}
          accept=".png,.wsq,.fir,.iso"
          onChange={(file) => {
            if (file) void keep(async () => file);
          }}
        />
        <SelectField
          id={`missing-${place}`}
          label={word('missing')}
          none={word('notMissing')}
          choices={rules.missing.map(({ id, text }) => ({ value: id, label: text }))}
          value=""
          onChange={(reason) => reason && onTaken({ missing: reason as MissingReason })}
        />
      </Stack>
    </fieldset>
  );
}
