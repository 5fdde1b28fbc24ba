import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '#rooms/accounts';
import { type Interaction, isEnough } from './interaction.ts';

test('a session that only the way back opened is enough for one’s own screens and for no service', () => {
  const own = { wanted: 'low', provedAfter: undefined, account: undefined, agreement: undefined } as Interaction;
  const service = { ...own, agreement: {} } as Interaction;
  const by = (...methods: string[]) =>
    ({ factors: methods.map((method) => ({ method })), assurance: 'low' }) as unknown as Session;
  const enough = (interaction: Interaction, session: Session) => isEnough(interaction, session, () => true);
  assert.deepEqual([enough(own, by('recovery')), enough(service, by('recovery'))], [true, false]);
  assert.deepEqual([enough(own, by('code')), enough(service, by('code'))], [true, true]);
});
