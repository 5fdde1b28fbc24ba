import { Button, ConfirmedAct, Panel, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { accountKey, type Contact, removeContact } from './data.ts';
import classes from './lines.module.css';

/** Where codes and notices go. */
export function ContactsPanel({ contacts }: { contacts: readonly Contact[] }) {
  const { say } = useWords();
  return (
    <Panel title={say('screen.contacts.title')}>
      <p>{say('screen.contacts.text')}</p>
      <ul className={classes.lines}>
        {contacts.map(({ id, kind, masked, proved }) => (
          <li key={id} className={classes.line}>
            <div className={classes.words}>
              <p className={classes.name}>
                {masked}
                <Status tone={proved ? 'good' : 'wait'}>
                  {say(`screen.contacts.${proved ? 'proved' : 'unproved'}`)}
                </Status>
              </p>
              <p className={classes.soft}>{say(`value.contact.${kind}`)}</p>
            </div>
            <div className={classes.acts}>
              {!proved && (
                <Button
                  small
                  to="/me/settings/contact/$contact"
                  params={{ contact: id }}
                  label={`${say('screen.contacts.prove')}: ${masked}`}
                >
                  {say('screen.contacts.prove')}
                </Button>
              )}
              <ConfirmedAct
                small
                label={`${say('screen.security.remove')}: ${masked}`}
                title={say('screen.contacts.removeQuestion', { contact: masked })}
                text={say('screen.contacts.removeText')}
                yes={say('screen.security.remove')}
                act={() => removeContact(id)}
                done={say('screen.contacts.removed')}
                refresh={accountKey}
              >
                {say('screen.security.remove')}
              </ConfirmedAct>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button icon="add" to="/me/settings/contact">
          {say('screen.contacts.add')}
        </Button>
      </div>
    </Panel>
  );
}
