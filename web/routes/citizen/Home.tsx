import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Icon, type IconName, Loaded, Notice, Page, Stack, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { accountQuery, consentsQuery } from './account/data.ts';
import { looksQuery, recordQuery } from './data.ts';
import classes from './Home.module.css';
import { IdentityCard } from './IdentityCard.tsx';
import { NeedsYou } from './NeedsYou.tsx';

/** The card, what waits for me, and what is used most. */
export function HomeScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  return (
    <Page title={say('screen.home.title', { name: caller.name })}>
      {caller.scopes.includes('self.read') ? <Own /> : <AfterRecovery />}
    </Page>
  );
}

function Own() {
  const { say } = useWords();
  const record = useQuery(recordQuery);
  const account = useQuery(accountQuery);
  return (
    <Stack gap="large">
      <Loaded query={record} lines={5}>
        {(known) => (
          <IdentityCard
            record={known}
            {...(account.data ? { level: account.data.level } : {})}
            open={<TextLink to="/me/record">{say('screen.home.openRecord')}</TextLink>}
          />
        )}
      </Loaded>
      <NeedsYou account={account.data} />
      <MostUsed />
    </Stack>
  );
}

/** A way back in opens nothing but the adding of a new way to sign in. */
function AfterRecovery() {
  const { say } = useWords();
  return (
    <Notice tone="wait" title={say('screen.home.recovered.title')}>
      <Stack>
        <p>{say('screen.home.recovered.text')}</p>
        <div>
          <Button kind="primary" icon="key" to="/me/security/passkey">
            {say('screen.security.addPasskey')}
          </Button>
        </div>
      </Stack>
    </Notice>
  );
}

function MostUsed() {
  const words = useWords();
  const { say, moment } = words;
  const looks = useInfiniteQuery(looksQuery({}));
  const consents = useQuery(consentsQuery);
  const last = looks.data?.pages[0]?.lines[0];
  const used = consents.data?.toSorted((a, b) => b.usedAt.localeCompare(a.usedAt))[0];
  // What is not known yet, or without a connection, is not said to be nothing.
  const none = (query: { data: unknown }, key: string) =>
    say(`screen.home.${query.data === undefined ? key : `${key}None`}`);
  return (
    <section className={classes.section} aria-labelledby="most-used">
      <h2 id="most-used">{say('screen.home.mostUsed')}</h2>
      <ul className={classes.tiles}>
        <Tile to="/me/looks" icon="look" title={say('screen.looks.navigation')}>
          {last ? `${moment(last.at)}: ${last.sentence}` : none(looks, 'looks')}
        </Tile>
        <Tile to="/me/record" icon="record" title={say('screen.record.navigation')}>
          {say('screen.home.record')}
        </Tile>
        <Tile to="/me/services" icon="certificate" title={say('screen.consents.navigation')}>
          {used
            ? say('screen.home.lastService', { service: used.service, time: moment(used.usedAt) })
            : none(consents, 'services')}
        </Tile>
        <Tile to="/me/acting" icon="people" title={say('screen.acting.navigation')}>
          {say('screen.home.acting')}
        </Tile>
        <Tile to="/me/security" icon="shield" title={say('screen.security.navigation')}>
          {say('screen.home.security')}
        </Tile>
        <Tile to="/me/corrections" icon="correct" title={say('screen.corrections.navigation')}>
          {say('screen.home.corrections')}
        </Tile>
      </ul>
    </section>
  );
}

function Tile({ to, icon, title, children }: { to: string; icon: IconName; title: string; children: string }) {
  return (
    <li className={classes.tile}>
      <Icon name={icon} size={26} />
      <div>
        <TextLink to={to}>{title}</TextLink>
        <p>{children}</p>
      </div>
    </li>
  );
}
