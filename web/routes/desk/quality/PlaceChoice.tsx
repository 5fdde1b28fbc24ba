import { useQuery } from '@tanstack/react-query';
import { ChoiceField } from '../../../kit/desk.ts';
import { useWords } from '../../../words.tsx';
import { communesQuery, listsQuery } from '../data.ts';

interface PlaceChoiceProps {
  province: { id: string; value: string; onChange: (value: string) => void; error?: string | undefined };
  commune: { id: string; value: string; onChange: (value: string) => void; error?: string | undefined };
  optional?: boolean;
}

/** A province and a commune of it. */
export function PlaceChoice({ province, commune, optional = false }: PlaceChoiceProps) {
  const { say } = useWords();
  const provinces = useQuery(listsQuery).data?.provinces ?? [];
  const communes = useQuery(communesQuery(province.value));
  const choices = (units: readonly { code: string; name: string }[]) =>
    units.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <ChoiceField
        {...province}
        label={say('screen.quality.province')}
        choices={choices(provinces)}
        onChange={(value) => {
          province.onChange(value);
          commune.onChange('');
        }}
      />
      <ChoiceField
        {...commune}
        label={say('screen.quality.commune')}
        optional={optional}
        busy={communes.isFetching}
        choices={choices(communes.data ?? [])}
      />
    </>
  );
}
