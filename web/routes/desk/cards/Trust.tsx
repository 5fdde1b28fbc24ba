import { useQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Cluster, ConfirmedAct, FigureTile, Loaded, Page, Panel, Stack, Status, Tiles } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { revokeSigner, rotateKey, type Trust, trustQuery } from './data.ts';
import { ForeignPanel } from './ForeignPanel.tsx';

/** The keys by which cards are believed, what was revoked, whom we trust abroad, and how old the hot list is. */
export function TrustScreen() {
  const { say } = useWords();
  const trust = useQuery(trustQuery);
  return (
    <Page
      title={say('screen.cards.trust.title')}
      lead={say('screen.cards.trust.lead')}
      width="wide"
      error={trust.isError}
      back={{ to: '/desk', label: say('screen.desk.back') }}
    >
      <Loaded query={trust} lines={9}>
        {(data) => <Known trust={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ trust }: { trust: Trust }) {
  const { say, number, moment } = useWords();
  const word = (key: string) => say(`screen.cards.trust.${key}`);
  const { hotList, lists } = trust;
  return (
    <Stack gap="large">
      <Tiles>
        <FigureTile value={number(hotList.listed)} label={word('hotListed')} note={word('hot')} />
        <FigureTile value={number(hotList.version)} label={word('hotVersion')} />
        <FigureTile value={hotList.newestAt ? moment(hotList.newestAt) : word('hotNone')} label={word('hotNewest')} />
      </Tiles>
      <OwnPanel certificates={trust.certificates} />
      <Panel title={word('lists')}>
        <Table
          caption={word('lists')}
          rows={lists}
          rowKey={({ authority }) => authority}
          columns={[
            { key: 'name', head: word('name'), main: true, cell: ({ authority }) => authority },
            { key: 'number', head: word('listNumber'), numeric: true, cell: (row) => number(row.number) },
            { key: 'from', head: word('listFrom'), cell: ({ thisUpdate }) => moment(thisUpdate) },
            { key: 'until', head: word('listUntil'), cell: ({ nextUpdate }) => moment(nextUpdate) },
          ]}
        />
      </Panel>
      <ForeignPanel foreign={trust.foreign} />
    </Stack>
  );
}

function OwnPanel({ certificates }: Pick<Trust, 'certificates'>) {
  const { say, date } = useWords();
  const word = (key: string) => say(`screen.cards.trust.${key}`);
  const day = (moment: string) => date(moment.slice(0, 10));
  return (
    <Panel title={word('own')}>
      <Table
        caption={word('own')}
        rows={certificates}
        rowKey={({ fingerprint }) => fingerprint}
        columns={[
          { key: 'name', head: word('name'), main: true, cell: ({ name }) => name },
          { key: 'kind', head: word('kind'), cell: ({ kind }) => word(`kinds.${kind}`) },
          { key: 'signs', head: word('signs'), cell: ({ signUntil }) => (signUntil ? day(signUntil) : '') },
          { key: 'holds', head: word('holds'), cell: ({ notAfter }) => day(notAfter) },
          {
            key: 'state',
            head: word('state'),
            cell: ({ current, revokedAt }) => (
              <Status tone={revokedAt ? 'bad' : current ? 'good' : 'plain'}>
                {word(revokedAt ? 'revoked' : current ? 'current' : 'older')}
              </Status>
            ),
          },
          {
            key: 'revoke',
            head: word('revoke'),
            cell: ({ fingerprint, kind, name, revokedAt }) =>
              revokedAt || kind === 'csca' || kind === 'link' ? (
                ''
              ) : (
                <ConfirmedAct
                  small
                  kind="danger"
                  label={`${word('revoke')}: ${name}`}
                  title={word('revokeTitle')}
                  text={word('revokeText')}
                  yes={word('revoke')}
                  act={() => revokeSigner(fingerprint)}
                  done={word('done')}
                  refresh={['cards', 'trust']}
                >
                  {word('revoke')}
                </ConfirmedAct>
              ),
          },
        ]}
      />
      <Cluster>
        {(['document-signer', 'csca'] as const).map((key) => (
          <ConfirmedAct
            key={key}
            kind="secondary"
            title={word('rotateTitle')}
            text={word('rotateText')}
            yes={word('rotate')}
            act={() => rotateKey(key)}
            done={word('done')}
            refresh={['cards', 'trust']}
          >
            {word(key === 'csca' ? 'rotateAuthority' : 'rotateSigner')}
          </ConfirmedAct>
        ))}
      </Cluster>
    </Panel>
  );
}
