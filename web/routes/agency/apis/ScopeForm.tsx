import { useForm } from '../../../form/useForm.ts';
import { AreaField, FormFrame, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { fillScope, findScopeDefect, readScope, type Scope } from './given.ts';

interface ScopeFormProps {
  languages: readonly string[];
  /** What is changed; absent for a new one. */
  scope: Scope | undefined;
  others: readonly Scope[];
  onDone: (scope: Scope) => void;
}

/** One scope: its name for machines, and in each language what people read before they agree. */
export function ScopeForm({ languages, scope, others, onDone }: ScopeFormProps) {
  const { say, language } = useWords();
  const nameOf = (code: string) => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  const form = useForm({
    initial: fillScope(languages, scope),
    check: (values) => {
      const texts = languages.flatMap((code) => [`name-${code}`, `description-${code}`]);
      const missing = texts.filter((name) => !values[name]?.trim());
      const defect = findScopeDefect(values.scope?.trim() ?? '', others);
      return {
        ...(defect ? { scope: say(`screen.apis.form.scopeDefect.${defect}`) } : {}),
        ...Object.fromEntries(missing.map((name) => [name, say('screen.services.form.missing')])),
      };
    },
    send: async (values) => onDone(readScope(languages, values)),
  });
  return (
    <FormFrame form={form} send={say('screen.apis.form.keepScope')}>
      <TextField
        label={say('screen.apis.form.scope')}
        hint={say('screen.apis.form.scopeHint')}
        maxLength={61}
        mono
        {...form.field('scope')}
      />
      {languages.map((code) => (
        <TextField
          key={code}
          label={say('screen.services.form.nameIn', { language: nameOf(code) })}
          maxLength={120}
          {...form.field(`name-${code}`)}
        />
      ))}
      {languages.map((code) => (
        <AreaField
          key={code}
          label={say('screen.apis.form.meansIn', { language: nameOf(code) })}
          rows={2}
          maxLength={400}
          {...form.field(`description-${code}`)}
        />
      ))}
    </FormFrame>
  );
}
