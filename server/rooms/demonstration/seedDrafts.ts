import type { Act } from './actAs.ts';

interface Draft {
  draft: string;
  revision: number;
}

/** An agreement that waits for the officers, and one that was accepted and waits for both signatures. */
export async function seedDrafts(act: Act, today: string): Promise<void> {
  const validity = { validFrom: today, validTo: `${Number(today.slice(0, 4)) + 2}-01-01` };
  await send(act, 'bank-engineer', {
    terms: {
      purposes: ['credit-application'],
      fields: ['name', 'pin', 'birthDate', 'documents', 'phone'],
      modes: ['verify'],
      quotaPerDay: 20_000,
      hours: 'office',
      ...validity,
    },
    why: 'Xác minh người đề nghị vay tiêu dùng, để không ai bị vay bằng giấy tờ giả.',
  });
  const { draft, revision } = await send(act, 'hospital-engineer', {
    terms: {
      purposes: ['health-record-open'],
      fields: ['name', 'pin', 'birthDate', 'sex', 'bloodGroup', 'phone'],
      modes: ['verify', 'attributes'],
      quotaPerDay: 5_000,
      hours: 'always',
      ...validity,
    },
    why: 'Lập hồ sơ sức khỏe điện tử khi người bệnh nhập viện, không bắt khai lại giấy tờ.',
  });
  await act('connection-officer', 'POST', `/api/connections/drafts/${draft}/accept`, { revision });
}

async function send(act: Act, persona: string, given: object): Promise<Draft> {
  const { draft, revision } = await act<Draft>(persona, 'POST', '/api/agency/drafts', given);
  return act<Draft>(persona, 'POST', `/api/agency/drafts/${draft}/send`, { revision });
}
