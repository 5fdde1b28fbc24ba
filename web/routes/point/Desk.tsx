import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Empty, Loaded, Page } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { desksQuery } from './data.ts';

/** One desk: what its file asks, in one page. */
export function DeskScreen() {
  const { say } = useWords();
  const { desk: id = '' } = useParams({ strict: false });
  const query = useQuery(desksQuery);
  const desk = query.data?.desks.find((one) => one.id === id);
  return (
    <Page
      title={desk?.name ?? say('screen.point.desk')}
      lead={desk ? `${desk.place} · ${desk.organisationName}` : ''}
      error={query.isError}
      back={{ to: '/point', label: say('screen.point.title') }}
      actions={
        desk && (
          <Button icon="list" to="/point/desks/$desk/day" params={{ desk: desk.id }}>
            {say('screen.point.day.title')}
          </Button>
        )
      }
    >
      <Loaded query={query} lines={6}>
        {() => (desk ? <CheckPanel desk={desk} /> : <Empty title={say('screen.point.gone')} />)}
      </Loaded>
    </Page>
  );
}
