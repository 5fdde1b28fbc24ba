import { newId } from '#kernel';
import { readPerson } from '#rooms/people';
import { noteAct, ownContext, type Parts } from './journal.ts';
import { addDays, allScopes } from './model.ts';
import { insertMandate } from './storeMandates.ts';
import { claimTaxCode, insertOrganisation } from './storeOrganisations.ts';

/** Invented. No province has the code 99, so no tax office ever gave these numbers out; their check digits are right. */
export const sampleOrganisations = [
  { taxCode: '9900000111', name: 'Công ty TNHH Nắng Mai', memberScopes: ['services.submit', 'tax.file'] },
  { taxCode: '9900000224', name: 'Hợp tác xã Gạo Sông Hồng', memberScopes: ['account.manage', 'services.submit'] },
] as const;

/** Two companies of one legal representative with one member, for a demonstration. What is there already stays. */
export async function seedOrganisations(
  { kernel, offices }: Parts,
  given: { representative: string; member: string },
): Promise<number> {
  const rules = offices.country.mandates;
  const context = ownContext(kernel, offices.country.facts.languages[0]!);
  const [now, today] = [kernel.clock.now(), kernel.clock.today()];
  return kernel.database.transact(async (transaction) => {
    const { client } = transaction;
    const [director, member] = [
      await readPerson(transaction, given.representative),
      await readPerson(transaction, given.member),
    ];
    if (!director || !member) return 0;
    let made = 0;
    for (const { taxCode, name, memberScopes } of sampleOrganisations) {
      const organisation = newId();
      if (!(await claimTaxCode(client, taxCode, organisation))) continue;
      made += 1;
      await insertOrganisation(client, {
        organisation,
        taxCode,
        name,
        province: director.province || '01',
        representative: director.person,
        state: 'active',
        certificate: { number: taxCode, issuedOn: addDays(today, -400) },
        by: context.caller.id,
        now,
      });
      const common = { principal: organisation, state: 'active', from: today, givenAt: now } as const;
      await insertMandate(client, {
        ...common,
        mandate: newId(),
        kind: 'representative',
        holder: director.person,
        name: director.record.name,
        scopes: allScopes(rules, 'organisation'),
        legalBasis: rules.legalBases.representative,
        givenBy: context.caller.id,
      });
      await insertMandate(client, {
        ...common,
        mandate: newId(),
        kind: 'member',
        holder: member.person,
        name: member.record.name,
        scopes: memberScopes,
        legalBasis: rules.legalBases.member,
        givenBy: director.person,
        to: addDays(today, 365),
      });
      noteAct(transaction, context, 'organisation-opened', [organisation, director.person], { organisation });
    }
    return made;
  });
}
