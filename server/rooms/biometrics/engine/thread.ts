import { Worker } from 'node:worker_threads';

interface Settle<Answered> {
  resolve(answer: Answered): void;
  reject(error: Error): void;
}

/** A thread that answers one question at a time. It keeps no process from ending but while it is asked. */
export class Thread<Asked, Answered> {
  readonly #worker: Worker;
  #settle: Settle<Answered> | undefined;

  constructor(file: URL, workerData?: unknown) {
    this.#worker = new Worker(file, { workerData });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answered) => this.#end((settle) => settle.resolve(answer)));
    this.#worker.on('error', (error: Error) => this.#end((settle) => settle.reject(error)));
    this.#worker.on('exit', () => this.#end((settle) => settle.reject(new Error('the thread ended'))));
  }

  ask(question: Asked): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#worker.ref();
      this.#worker.postMessage(question);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(settle: (waiting: Settle<Answered>) => void): void {
    const waiting = this.#settle;
    this.#settle = undefined;
    this.#worker.unref();
    if (waiting) settle(waiting);
  }
}
