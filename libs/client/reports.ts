import type { Evidence } from './evidence.ts';
import { type ClientOptions, openLine } from './line.ts';
import { ask } from './send.ts';

/** What a source of the register says of a person. */
export interface PersonReport {
  /** The organisation's own name for it; sent twice it is one. */
  readonly reference: string;
  /** A number that names the person. */
  readonly identifier: string;
  /** As the organisation knows the person. */
  readonly name: string;
  /** `YYYY-MM-DD`: the day on which it was so. */
  readonly on: string;
  readonly legalBasis: string;
  readonly document?: string;
  /** The person was there, alive, on that day. */
  readonly seen?: true;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface ReportTaken {
  readonly reference: string;
  readonly fields: readonly Readonly<{
    field: string;
    outcome: 'recorded' | 'confirmed' | 'outdated' | 'contradicted';
    dueOn?: string;
  }>[];
  readonly journal: string;
}

/** Reports of a source, such as a hospital, to the register. Throws as `createClient` does. */
export function createReportClient(options: ClientOptions): {
  report(said: PersonReport): Promise<{ result: ReportTaken; evidence: Evidence }>;
} {
  const { baseUrl, line } = openLine(options);
  return {
    async report(said) {
      const targetUri = `${baseUrl}/v1/reports`;
      const { body, evidence } = await ask(line, {
        method: 'POST',
        targetUri,
        headers: {},
        body: JSON.stringify(said),
      });
      return { result: body as unknown as ReportTaken, evidence };
    },
  };
}
