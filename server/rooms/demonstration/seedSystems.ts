import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type ClientOptions, createClient, runConformance } from '#libs/client';
import { createSigner, makeContentDigest, signMessage } from '#libs/httpsig';
import type { Act } from './actAs.ts';

interface SeededSystem {
  readonly system: string;
  readonly kid: string;
  readonly options: Pick<ClientOptions, 'baseUrl' | 'fetch'> & { privateKey: KeyObject };
}

type Line = Pick<ClientOptions, 'baseUrl'> & { fetch: typeof globalThis.fetch };
interface Step {
  step: string;
  asks: { identifier: string; purpose: string; legalBasis: string; biographicData: Record<string, string> }[];
}

const STEWARD = 'bank-engineer';
const INSPECTOR = 'security-inspector';
const contact = { name: 'Lương Thế Anh', email: 'soc@bank.dancu.example', phone: '+84 24 1234 5678' };
const FILE = {
  name: 'ho-so.txt',
  content: Buffer.from('Hồ sơ của hệ thống, bản mẫu của phần trình diễn.\nKhông ai trong đó có thật.\n').toString(
    'base64',
  ),
};
const ANSWERS: Readonly<Record<string, string>> = {
  'security-level': 'Đã được phê duyệt cấp độ 3; quyết định kèm theo.',
  'penetration-test': 'Kiểm thử tháng trước; hai lỗ hổng cao đã được khắc phục, báo cáo kèm theo.',
  'log-retention': 'Nhật ký tập trung, chỉ ghi thêm, lưu đúng số tháng đã nêu.',
  'staff-authentication': 'Có: tài khoản riêng, mật khẩu và khóa bảo mật.',
  'staff-leaving': 'Khóa trong ngày; quyền được rà soát tháng 1 và tháng 7.',
  'key-protection': 'Trong thiết bị HSM; hai người của nhóm vận hành cùng mở.',
  'network-zone': 'Vùng mạng riêng, chỉ mở đường ra tới nền tảng.',
  'encryption-at-rest': 'Mã hóa AES-256; xóa sau khi khách hàng đóng tài khoản theo luật.',
  'impact-assessment': 'Đã lập và gửi; hồ sơ kèm theo.',
  'incident-plan': 'Trung tâm giám sát 24/7 báo ngay, báo cáo trong 24 giờ và 72 giờ.',
  backup: 'Theo quy tắc 3-2-1; diễn tập khôi phục ngày 3 tháng 3.',
};

/**
 * A bank's systems at three places of their way: one whose conformance run failed, one handed in, one in production. All of it
 * through the doors that a visitor has.
 * @returns what the one in production asks with
 */
export async function seedSystems(act: Act, line: Line): Promise<ClientOptions> {
  const [trusting, waiting, asking] = await Promise.all(
    ['Thẩm định tín dụng', 'Ngân hàng số', 'Mở tài khoản tại quầy'].map((one) => register(act, line, one)),
  );
  await Promise.all([
    failRun(act, trusting!),
    runConformance(waiting!.options).then(() => handIn(act, waiting!)),
    runConformance(asking!.options)
      .then(() => handIn(act, asking!))
      .then(() => letIn(act, asking!)),
  ]);
  return asking!.options;
}

async function register(act: Act, line: Line, name: string): Promise<SeededSystem> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = publicKey.export({ format: 'jwk' });
  const { id, kid } = await act<{ id: string; kid: string }>(STEWARD, 'POST', '/api/agency/systems', {
    name,
    publicJwk,
  });
  return { system: id, kid, options: { ...line, privateKey } };
}

/** A system that handles what it is told well, and then believes an answer with a wrong signature. */
async function failRun(act: Act, { system, kid, options }: SeededSystem): Promise<void> {
  const { run } = await act<{ run: string }>(STEWARD, 'POST', `/api/agency/connections/${system}/runs`, {});
  const { steps } = await act<{ steps: Step[] }>(STEWARD, 'GET', `/api/agency/runs/${run}`);
  const client = createClient(options);
  for (const { step, asks } of steps) {
    if (!['verify', 'verdicts', 'persons', 'purpose-refused', 'signature-wrong'].includes(step)) continue;
    // Refusals and a false answer are what is asked for here.
    for (const { identifier, ...asked } of asks)
      await client.verify(identifier, { ...asked, run: `${run}/${step}` }).catch(() => undefined);
  }
  const told = signRequest(kid, options, `/v1/conformance/${run}/steps/signature-wrong`, { believed: true });
  await (options.fetch ?? fetch)(...told);
}

/** A request as a careless program makes it: no library stands between it and a false answer. */
function signRequest(
  keyid: string,
  { baseUrl, privateKey }: SeededSystem['options'],
  path: string,
  content: object,
): [string, RequestInit] {
  const [method, targetUri, body] = ['POST', `${baseUrl}${path}`, JSON.stringify(content)];
  const headers = { 'content-type': 'application/json', 'content-digest': makeContentDigest(body) };
  const { alg, sign } = createSigner(privateKey);
  const created = Math.floor(Date.now() / 1000);
  const params = { created, nonce: randomUUID(), keyid, alg, tag: 'dancu-exchange' };
  const components = ['@method', '@target-uri', ...Object.keys(headers)];
  const signed = signMessage({ method, targetUri, headers, body }, { label: 'sig1', components, params, sign });
  return [targetUri, { method, headers: { ...headers, ...signed }, body }];
}

/** Answers the whole check list and hands it in. */
async function handIn(act: Act, { system }: SeededSystem): Promise<void> {
  const path = `/api/agency/connections/${system}`;
  const { checks } = await act<{ checks: { item: string; kind: string; evidenceNeeded: boolean; least?: number }[] }>(
    STEWARD,
    'GET',
    path,
  );
  for (const { item, kind, evidenceNeeded, least } of checks) {
    if (kind !== 'asked') continue;
    if (evidenceNeeded) await act(STEWARD, 'POST', `${path}/answers/${item}/evidence`, FILE);
    const months = least === undefined ? {} : { months: least };
    await act(STEWARD, 'PUT', `${path}/answers/${item}`, { answer: ANSWERS[item] ?? 'Có.', ...months });
  }
  await act(STEWARD, 'PUT', `${path}/contact`, { contact });
  await act(STEWARD, 'POST', `${path}/submit`, {});
}

/** An inspector calls the contact and signs what was seen. */
async function letIn(act: Act, { system }: SeededSystem): Promise<void> {
  const path = `/api/connections/inspections/${system}`;
  await act(INSPECTOR, 'POST', `${path}/contact-reached`, { how: 'Gọi điện, trả lời ngay.' });
  const { digest } = await act<{ digest: string }>(INSPECTOR, 'GET', path);
  await act(INSPECTOR, 'POST', `${path}/sign`, { digest });
}
