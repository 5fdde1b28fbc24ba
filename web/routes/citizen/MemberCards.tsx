import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, get, post } from '../../api.ts';
import { Button, Cluster, ConfirmedAct, FieldList, FieldRow, Panel, Stack, Status } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { toneOfCard } from '../agency/members/standing.ts';
import { CardDrawing } from '../CardDrawing.tsx';

type Own = AnswerOf<'/api/me/memberships'>['memberships'][number];

const ownQuery = queryOptions({
  queryKey: ['me', 'memberships'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/me/memberships'>>('/api/me/memberships', { signal })).memberships,
});

/** On which organisations’ lists I stand, and the card of each; nothing where there is none. */
export function MemberCards() {
  const { data } = useQuery(ownQuery);
  return data?.map((one) => <OneMembership key={one.programme} own={one} />);
}

function OneMembership({ own }: { own: Own }) {
  const { say, date } = useWords();
  const { programme, name, organisationName, memberNumber, unit, card } = own;
  const [open, setOpen] = useState(false);
  const word = (key: string) => say(`screen.members.own.${key}`);
  const act = (kind: 'lost' | 'stop') =>
    post(`/api/me/memberships/${encodeURIComponent(programme)}/acts`, { act: kind });
  return (
    <Panel
      title={name}
      actions={card && <Status tone={toneOfCard(card.state)}>{say(`value.memberCardState.${card.state}`)}</Status>}
    >
      <Stack>
        <FieldList>
          <FieldRow label={word('organisation')}>{organisationName}</FieldRow>
          <FieldRow label={word('memberNumber')}>{memberNumber}</FieldRow>
          {unit && <FieldRow label={word('unit')}>{unit}</FieldRow>}
          {card?.number && <FieldRow label={word('number')}>{card.number}</FieldRow>}
          {card?.validUntil && <FieldRow label={word('until')}>{date(card.validUntil)}</FieldRow>}
        </FieldList>
        {card?.number && open && (
          <CardDrawing
            path={`/api/me/memberships/cards/${encodeURIComponent(card.card)}/artwork`}
            queryKey={['me', 'memberships', card.card]}
          />
        )}
        <Cluster>
          {card?.number && !open && (
            <Button icon="certificate" onClick={() => setOpen(true)}>
              {say('screen.cardPicture.title')}
            </Button>
          )}
          {card?.state === 'active' && (
            <ConfirmedAct
              kind="danger"
              title={word('lostTitle')}
              text={word('lostText')}
              yes={word('lost')}
              act={() => act('lost')}
              done={word('lostDone')}
              refresh={['me', 'memberships']}
            >
              {word('lost')}
            </ConfirmedAct>
          )}
          <ConfirmedAct
            title={word('stopTitle')}
            text={say('screen.members.own.stopText', { organisation: organisationName })}
            yes={word('stopYes')}
            act={() => act('stop')}
            done={word('stopDone')}
            refresh={['me', 'memberships']}
          >
            {word('stop')}
          </ConfirmedAct>
        </Cluster>
      </Stack>
    </Panel>
  );
}
