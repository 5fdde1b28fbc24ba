import { Table } from '../../../kit/desk.ts';
import { Button, Cluster, Notice, Panel } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Scope } from './given.ts';

interface ScopesFieldProps {
  scopes: readonly Scope[];
  error: string | undefined;
  /** Opens a scope's own form; without an index a new one's. */
  onEdit: (index?: number) => void;
  onRemove: (index: number) => void;
}

/** What a service may be given of an API, each part with its name. */
export function ScopesField({ scopes, error, onEdit, onRemove }: ScopesFieldProps) {
  const { say, language } = useWords();
  const rows = scopes.map((scope, index) => ({ ...scope, index }));
  return (
    <Panel title={say('screen.apis.scopes')}>
      <p>{say('screen.apis.form.scopesText')}</p>
      {error && <Notice tone="bad">{error}</Notice>}
      {rows.length > 0 && (
        <Table
          caption={say('screen.apis.scopes')}
          rows={rows}
          rowKey={({ scope }) => scope}
          columns={[
            { key: 'scope', head: 'scope', main: true, cell: ({ scope }) => <code>{scope}</code> },
            { key: 'name', head: say('screen.apis.scopeName'), cell: ({ name, scope }) => name[language] ?? scope },
            {
              key: 'acts',
              head: say('screen.apis.acts'),
              cell: ({ scope, index }) => (
                <Cluster>
                  <Button small label={`${say('screen.services.change')}: ${scope}`} onClick={() => onEdit(index)}>
                    {say('screen.services.change')}
                  </Button>
                  <Button small label={`${say('screen.apis.form.drop')}: ${scope}`} onClick={() => onRemove(index)}>
                    {say('screen.apis.form.drop')}
                  </Button>
                </Cluster>
              ),
            },
          ]}
        />
      )}
      <div id="scopes" tabIndex={-1}>
        <Button icon="add" onClick={() => onEdit()}>
          {say('screen.apis.form.addScope')}
        </Button>
      </div>
    </Panel>
  );
}
