import type { Words } from '#kernel';
import type { Account, Acting } from '#rooms/accounts';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import type { Interaction } from '#rooms/provider';
import type { ActingChoice } from './signInPages.ts';

/** As whom an account may act for who asks, in the page's language; an official never as oneself. */
export type ActingFinder = (
  interaction: Pick<Interaction, 'agreement'>,
  account: Account,
  language: string,
) => Promise<readonly (ActingChoice & { readonly acting: Acting | undefined })[]>;

interface Parts {
  readonly offices: Offices;
  readonly mandates: Pick<Mandates, 'actingsOf'>;
  readonly officials: Pick<Officials, 'postsOf'>;
  readonly words: Pick<Words, 'say'>;
}

export function createActingFinder({ offices, mandates, officials, words }: Parts): ActingFinder {
  return async ({ agreement }, account, language) => {
    if (account.kind === 'official') {
      return (await officials.postsOf(account)).map((acting) => ({
        value: `post:${acting.post}`,
        title: offices.roleName(acting.role, language),
        role: acting.organisation
          ? offices.organisationName(acting.organisation, language)
          : offices.areaName(acting.area ?? '', language),
        acting,
      }));
    }
    const say = (key: string, values?: Record<string, string>) => words.say(language, `page.asWhom.${key}`, values);
    const wanted = { organisation: 'organisations', person: 'persons' } as const;
    const held = (await mandates.actingsOf(account)).filter(({ kind }) => agreement?.actsFor.includes(wanted[kind]));
    return [
      { value: 'self', title: account.name, role: say('oneself'), acting: undefined },
      ...held.map((acting) => ({
        value: `mandate:${acting.mandate}`,
        title: acting.name,
        role: acting.kind === 'organisation' ? say('organisation', { taxCode: acting.taxCode }) : say(acting.basis),
        acting,
      })),
    ];
  };
}
