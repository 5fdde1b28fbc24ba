import { useRef, useState } from 'react';
import { ApiProblem } from '../api.ts';
import type { FieldError } from '../kit/index.ts';

type Values = Record<string, string>;
type Errors<V extends Values> = Partial<Record<keyof V & string, string>>;

interface FormOptions<V extends Values> {
  initial: V;
  /** Sentences for what is missing or wrong, by field; an empty object when all is well. */
  check: (values: V) => Errors<V>;
  /**
   * Sends what was checked. `key` stays the same while the same values are sent again, so that an answer that was lost
   * does not become a second act.
   */
  send: (values: V, key: string) => Promise<void>;
  /** Name under which what was entered waits while the person proves again who they are. */
  keep?: string;
}

export interface Form<V extends Values> {
  values: V;
  set: (name: keyof V & string, value: string) => void;
  /** id, value, onChange and error of a field: spread it into a piece of the kit. */
  field: (name: keyof V & string) => {
    id: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
  /** For `ErrorSummary`. */
  errors: readonly FieldError[];
  attempt: number;
  /** What the server refused as a whole: for `ProblemNotice`. */
  problem: unknown;
  busy: boolean;
  submit: () => Promise<void>;
}

/** A form of text fields: checks, sends once, and puts the server's complaints beside the fields they point at. */
export function useForm<V extends Values>({ initial, check, send, keep }: FormOptions<V>): Form<V> {
  const [values, setValues] = useState(() => (keep ? { ...initial, ...takeKept(keep) } : initial));
  const [errors, setErrors] = useState<Errors<V>>({});
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const sending = useRef<{ body: string; key: string } | null>(null);

  const set = (name: keyof V & string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _, ...others }) => others as Errors<V>);
  };
  const submit = async () => {
    if (busy) return;
    const found = check(values);
    setErrors(found);
    setProblem(null);
    setAttempt((before) => before + 1);
    if (Object.keys(found).length > 0) return;
    const body = JSON.stringify(values);
    if (sending.current?.body !== body) sending.current = { body, key: crypto.randomUUID() };
    setBusy(true);
    try {
      await send(values, sending.current.key);
    } catch (error) {
      if (keep && error instanceof ApiProblem && error.body.code === 'accounts/step-up-needed')
        sessionStorage.setItem(`form:${keep}`, body);
      const pointed = readPointers(error, values);
      if (Object.keys(pointed).length > 0) {
        setErrors(pointed);
        setAttempt((before) => before + 1);
      } else {
        setProblem(error);
      }
    } finally {
      setBusy(false);
    }
  };
  return {
    values,
    set,
    field: (name) => ({
      id: name,
      value: values[name] ?? '',
      onChange: (value) => set(name, value),
      error: errors[name],
    }),
    errors: Object.entries(errors).map(([id, message]) => ({ id, message: String(message) })),
    attempt,
    problem,
    busy,
    submit,
  };
}

/** What was entered before the way to the sign-in, once. */
function takeKept(name: string): Values {
  const kept = sessionStorage.getItem(`form:${name}`);
  sessionStorage.removeItem(`form:${name}`);
  return kept === null ? {} : (JSON.parse(kept) as Values);
}

/** The server's complaints by field: the last part of each JSON Pointer that names one of ours. */
function readPointers<V extends Values>(error: unknown, values: V): Errors<V> {
  if (!(error instanceof ApiProblem)) return {};
  const { errors, pointer, detail, title } = error.body;
  const found: Values = {};
  for (const each of errors ?? (pointer ? [{ pointer, detail: detail ?? title }] : [])) {
    const name = each.pointer.split('/').find((part) => part in values);
    if (name !== undefined) found[name] ??= each.detail;
  }
  return found as Errors<V>;
}
