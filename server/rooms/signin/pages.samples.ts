import { type Frame, html, readWords } from '#kernel';
import { FIELDS } from '#libs/country';
import { renderDeviceCode, renderDeviceConfirm, renderDeviceDone } from '../provider/devicePages.ts';
import { renderLogout, renderLogoutDone, renderOAuthError } from '../provider/logoutPages.ts';
import { renderActivated, renderActivation, renderActivationCode, renderAddPasskey } from './activationPages.ts';
import { renderApprove, renderApproveEnd, renderApproveSignIn } from './approvePages.ts';
import { renderConsent } from './consentPage.ts';
import { renderRecovery, renderRecoveryBegun } from './recoveryPages.ts';
import {
  renderAsWhom,
  renderChoose,
  renderEnd,
  renderIdentify,
  renderPhone,
  renderProve,
  renderWait,
} from './signInPages.ts';

export const languages = ['vi', 'en', 'fr'] as const;
const words = readWords(new URL('../../../country/vn/words/', import.meta.url), languages);

export const frameIn = (language: string): Frame => ({
  language,
  words,
  country: 'Việt Nam',
  path: '/sign-in/4Vq2hYwQ6kB0',
});

/** Every page in its fullest state; `text` stands wherever something from outside stands. */
export function drawSamples(frame: Frame, text: string): Record<string, string> {
  const say = (key: string) => frame.words.say(frame.language, key);
  const sending = { action: '/sign-in/4Vq2hYwQ6kB0', token: text };
  const service = { name: text, organisation: text };
  const form = { action: '/oidc/device', xsrf: text };
  const faults = [{ field: 'identifier', text: say('page.identify.malformed') }];
  const code = [{ field: 'code', text: say('page.refusal.wrong') }];
  const device = 'Chromium on Linux';
  return {
    identify: renderIdentify(frame, { sending, service }),
    identifyPersonas: renderIdentify(frame, {
      sending,
      service,
      entrances: [
        html`<section class="stack aside" aria-labelledby="personas"><h2 id="personas">Personas</h2><ul class="cards">${Array.from({ length: 12 }, (_, at) => html`<li><form method="post" action="/sign-in/x/persona"><button name="persona" value="${at}"><b>${text}</b> <span class="role">${text}</span> <span>${text}</span></button></form></li>`)}</ul></section>`,
      ],
    }),
    identifyWrong: renderIdentify(frame, { sending, service, faults, identifier: text }),
    choose: renderChoose(frame, {
      sending,
      service,
      methods: ['passkey', 'totp', 'code', 'recovery-code', 'approval', 'recovery'],
      proved: [],
      stepUp: false,
    }),
    stepUp: renderChoose(frame, {
      sending,
      service,
      methods: ['passkey', 'totp'],
      proved: ['code'],
      stepUp: true,
      faults: [{ text: say('page.refusal.too-many') }],
    }),
    proveCode: renderProve(frame, { sending, service, method: 'code' }),
    proveWrong: renderProve(frame, { sending, service, method: 'totp', faults: code }),
    proveRecovery: renderProve(frame, { sending, service, method: 'recovery-code' }),
    wait: renderWait(frame, { sending, service, number: 47, device, origin: text }),
    phone: renderPhone(frame, {
      sending,
      service,
      address: 'http://localhost:3000/approve/4f9k2m8q7x',
      number: 83,
      device,
      origin: text,
    }),
    asWhom: renderAsWhom(frame, {
      sending,
      service,
      choices: [
        { value: 'self', title: say('page.asWhom.oneself'), role: text },
        { value: text, title: text, role: text },
        { value: 'mandate:2', title: text },
      ],
    }),
    over: renderEnd(frame, { title: say('page.over.title'), text: say('page.over.late'), sending, service }),
    consent: renderConsent(frame, {
      sending,
      service: text,
      organisation: text,
      purpose: text,
      law: text,
      fields: ['name', 'pin', 'birthDate', 'phone', 'email'].map((field, at) => ({
        field,
        label: say(`field.${field}`),
        required: at < 3,
      })),
      beyond: [text],
      actingFor: text,
      share: {
        purpose: text,
        law: text,
        until: text,
        beside: text,
        fields: FIELDS.map((field, at) => ({ field, label: say(`field.${field}`), required: at % 2 === 0 })),
        beyond: [text],
      },
    }),
    consentShare: renderConsent(frame, {
      sending,
      service: text,
      organisation: text,
      purpose: text,
      law: text,
      fields: [],
      beyond: [],
      share: {
        purpose: text,
        law: text,
        until: text,
        fields: [{ field: 'name', label: say('field.name'), required: true }],
        beyond: [],
      },
    }),
    consentUsual: renderConsent(frame, {
      sending,
      service: text,
      organisation: text,
      purpose: text,
      law: text,
      fields: [{ field: 'name', label: say('field.name'), required: true }],
      beyond: [],
      faults: [{ text: say('page.consent.unanswered') }],
    }),
    deviceCode: renderDeviceCode(frame, { form, wrong: 'code', userCode: text }),
    deviceConfirm: renderDeviceConfirm(frame, { form, service: text, userCode: 'BKQR-TMZD', device, network: text }),
    deviceDone: renderDeviceDone(frame, text),
    logout: renderLogout(frame, { form, service: text }),
    logoutDone: renderLogoutDone(frame, text),
    oauthError: renderOAuthError(frame, { error: text, description: text, traceId: text }),
    activation: renderActivation(frame, { sending, form: {} }),
    activationWrong: renderActivation(frame, {
      sending,
      form: { identifier: text, name: text, day: text, month: text, year: text, contact: text },
      faults: [...faults, { field: 'day', text: say('page.activate.dateMalformed') }],
    }),
    activationCode: renderActivationCode(frame, { sending, faults: code }),
    activated: renderActivated(frame),
    passkey: renderAddPasskey(frame),
    recovery: renderRecovery(frame, { sending, identifier: text, faults }),
    recoveryBegun: renderRecoveryBegun(frame, { code: text, number: 52, waitHours: 48, trustedNeeded: 2 }),
    approve: renderApprove(frame, {
      sending,
      origin: text,
      service: text,
      device,
      network: text,
      sameNetwork: false,
      name: text,
    }),
    approveEnd: renderApproveEnd(frame, 'network'),
    approveSignIn: renderApproveSignIn(frame, `/approve/${text}`),
  };
}
