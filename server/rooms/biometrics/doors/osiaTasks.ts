import { isId } from '#kernel';
import { type Abis, appendLine } from './abis.ts';
import { type Operation, operation } from './osia.ts';
import * as form from './osiaForms.ts';
import { doorProblems as problems } from './problems.ts';
import { readTask, retellTask } from './taskStore.ts';

/** OSIA ABIS 1.6: what becomes of requests that are answered by a callback. */
export function taskOperations({ database }: Abis): Record<string, Operation> {
  return {
    readTaskStatus: operation({
      method: 'GET',
      path: '/v1/tasks/:task/status',
      scope: 'abis.task.read',
      summary: 'How far a task is',
      params: form.TaskParams,
      query: form.TransactionQuery,
      answer: form.TaskStatus,
      async work(asker, { params: { task } }, settle) {
        const known = isId(task) ? await readTask(database.pool, asker.owner, task) : undefined;
        if (!known) throw problems['abis-task-unknown']();
        await settle(async () => known.state);
      },
    }),
    redeliverTaskResult: operation({
      method: 'POST',
      path: '/v1/tasks/:task/redeliver',
      scope: 'abis.task.update',
      summary: 'Tell the result of a task once more',
      params: form.TaskParams,
      query: form.TransactionQuery,
      answer: 204,
      work: (asker, { params: { task } }, settle) =>
        settle(async (transaction) => {
          if (!isId(task) || !(await readTask(transaction.client, asker.owner, task)))
            throw problems['abis-task-unknown']();
          if (!(await retellTask(transaction.client, asker.owner, task))) throw problems['abis-task-over']();
          appendLine(transaction, asker, { kind: 'act', type: 'redeliver', references: [] });
        }),
    }),
  };
}
