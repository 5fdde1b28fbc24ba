import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Loaded, Page, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../account/lines.module.css';
import { mandatesQuery } from './data.ts';
import { MandateLine } from './MandateLine.tsx';
import { OrganisationsPanel } from './OrganisationsPanel.tsx';
import { WardsPanel } from './WardsPanel.tsx';

/** For whom I act, who acts for me, my organisations, my children. */
export function ActingScreen() {
  const { say } = useWords();
  const mandates = useQuery(mandatesQuery);
  return (
    <Page title={say('screen.acting.title')} lead={say('screen.acting.lead')} error={mandates.isError}>
      <Stack gap="large">
        <Loaded query={mandates} lines={6}>
          {({ held, given }) => {
            const offered = held.filter(({ canAccept }) => canAccept);
            // What one represents by office stands with the organisation.
            const mine = held.filter(
              ({ canAccept, state, kind }) => !canAccept && state !== 'ended' && kind !== 'representative',
            );
            const living = given.filter(({ state }) => state !== 'ended');
            const over = [...held, ...given].filter(({ state }) => state === 'ended');
            return (
              <>
                {offered.length > 0 && (
                  <Panel title={say('screen.acting.offered')} ground="accent">
                    <Mandates list={offered} side="held" />
                  </Panel>
                )}
                <Panel title={say('screen.acting.held')}>
                  {mine.length === 0 ? <p>{say('screen.acting.noneHeld')}</p> : <Mandates list={mine} side="held" />}
                </Panel>
                <OrganisationsPanel />
                <Panel title={say('screen.acting.given')}>
                  {living.length === 0 ? (
                    <Empty title={say('screen.acting.noneGiven.title')}>{say('screen.acting.noneGiven.text')}</Empty>
                  ) : (
                    <Mandates list={living} side="given" />
                  )}
                  <div>
                    <Button icon="add" to="/me/acting/give">
                      {say('screen.acting.give')}
                    </Button>
                  </div>
                </Panel>
                <WardsPanel />
                {over.length > 0 && (
                  <Panel title={say('screen.acting.over')} ground="warm">
                    <Mandates list={over} side="given" />
                  </Panel>
                )}
              </>
            );
          }}
        </Loaded>
      </Stack>
    </Page>
  );
}

function Mandates({ list, side }: { list: Parameters<typeof MandateLine>[0]['mandate'][]; side: 'held' | 'given' }) {
  return (
    <ul className={classes.lines}>
      {list.map((mandate) => (
        <MandateLine key={mandate.id} mandate={mandate} side={side} />
      ))}
    </ul>
  );
}
