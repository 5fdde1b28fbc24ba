import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { announce, Button, Cluster, Drawer, FormFrame, SelectField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { type Erasure, sendErasure } from './data.ts';

const REASONS: readonly Erasure[] = ['wrong-person', 'withdrawn', 'unlawful', 'court'];

/** Erases what is held of a person before its day: the reason is a code, because its line stays in the journal. */
export function EraseAll({ person }: { person: string }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const form = useForm({
    initial: { erasure: '' },
    check: ({ erasure }): { erasure?: string } =>
      erasure ? {} : { erasure: say('screen.biometrics.held.eraseMissing') },
    send: async ({ erasure }, key) => {
      await sendErasure(person, erasure as Erasure, { key, purpose: reason });
      announce(say('screen.biometrics.held.erased'));
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ['desk', 'person', person, 'biometrics'] });
    },
  });
  return (
    <Cluster>
      <Button kind="danger" small onClick={() => setOpen(true)}>
        {say('screen.biometrics.held.eraseAct')}
      </Button>
      <Drawer open={open} title={say('screen.biometrics.held.eraseTitle')} onClose={() => setOpen(false)}>
        <FormFrame form={form} send={say('screen.biometrics.held.eraseAct')}>
          <p>{say('screen.biometrics.held.eraseText')}</p>
          <SelectField
            label={say('screen.biometrics.held.eraseReason')}
            none="–"
            choices={REASONS.map((value) => ({ value, label: say(`screen.biometrics.erasures.${value}`) }))}
            {...form.field('erasure')}
          />
        </FormFrame>
      </Drawer>
    </Cluster>
  );
}
