import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, post } from '../../../api.ts';
import { digestBytes, encodeFile } from '../../../base64.ts';
import { useForm } from '../../../form/useForm.ts';
import { announce, FileField, FormFrame } from '../../../kit/index.ts';
import type { QueuedAct } from '../../../outbox/model.ts';
import { submitScan } from '../../../outbox/submit.ts';
import { useWords } from '../../../words.tsx';
import { faultOf, KINDS, mediaOf } from './fault.ts';
import type { ScansProps } from './ScanPanel.tsx';

/** A file to the others: at once, or, where the case can wait for a line, when there is one. */
export function AddScan({ door, refresh, about, scans, waiting }: ScansProps & { waiting: readonly QueuedAct[] }) {
  const { say, size: sizeOf } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [added, setAdded] = useState(0);
  const form = useForm({
    initial: { content: '' },
    check: (): { content?: string } => (file ? {} : { content: say('screen.reviewScans.missing') }),
    send: async (_, key) => {
      const tried = about ? await hand(file!, about, key) : await sendNow(file!, key);
      setAdded(added + 1);
      setFile(undefined);
      form.set('content', '');
      void tried().then(async (state) => {
        if (state) announce(say(`screen.reviewScans.told.${state}`));
        await queries.invalidateQueries({ queryKey: [...refresh] });
      });
    },
  });
  async function sendNow(given: File, key: string) {
    await post(door, { content: await encodeFile(given) }, { key });
    return async () => 'sent' as const;
  }
  /** @throws ApiProblem beside the field: what the server would refuse */
  async function hand(given: File, subject: QueuedAct['subject'], key: string) {
    const bytes = new Uint8Array(await given.arrayBuffer());
    const digest = await digestBytes(bytes);
    const known = [...scans.map((one) => one.digest), ...waiting.flatMap(({ scan }) => scan?.digest ?? [])];
    const fault = faultOf({ bytes, digest }, known);
    if (fault) throw refuse(say(`screen.reviewScans.fault.${fault}`));
    const media = mediaOf(bytes)!;
    const after = say('screen.reviewScans.what', { media: KINDS[media]!, size: sizeOf(bytes.length) });
    const rows = [{ id: 'scan', name: say('screen.reviewScans.file'), after }];
    const scan = { id: '', media, size: bytes.length, digest };
    const act = { act: 'add-scan', subject, values: {}, rows, path: door, body: {}, base: {}, scan };
    return submitScan(act, bytes, key);
  }
  return (
    <FormFrame form={form} send={say('screen.reviewScans.send')} icon="add">
      <FileField
        key={added}
        id="content"
        label={say('screen.reviewScans.file')}
        hint={say('screen.reviewScans.fileHint')}
        accept=".jpg,.jpeg,.png,.pdf"
        error={form.field('content').error}
        onChange={(chosen) => {
          setFile(chosen);
          // Another file is another request.
          form.set('content', chosen ? `${chosen.name} ${chosen.lastModified}` : '');
        }}
      />
    </FormFrame>
  );
}

const refuse = (detail: string) =>
  new ApiProblem({
    type: 'about:blank',
    title: detail,
    detail,
    status: 0,
    code: 'web/scan-refused',
    pointer: '/content',
  });
