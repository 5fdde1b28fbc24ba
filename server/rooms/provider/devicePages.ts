import { type Fault, type Frame, html, renderButton, renderField, renderPage, speak } from '#kernel';

/** OpenID's own form: where it goes and the provider's token in it. */
export interface ProviderForm {
  readonly action: string;
  readonly xsrf: string;
}

/** Device flow (RFC 8628, 3.3): the code that stands on the device without a keyboard. */
export function renderDeviceCode(
  frame: Frame,
  view: { form: ProviderForm; userCode?: string; wrong?: 'code' | 'aborted' | 'other' },
): string {
  const say = speak(frame);
  const faults: Fault[] = view.wrong ? [{ field: 'user_code', text: say(`page.device.wrong.${view.wrong}`) }] : [];
  return renderPage(frame, {
    title: say('page.device.title'),
    faults,
    body: html`<p>${say('page.device.text')}</p>
<form class="stack" method="post" action="${view.form.action}" novalidate><input type="hidden" name="xsrf" value="${view.form.xsrf}">${renderField(
      {
        name: 'user_code',
        label: say('page.device.code'),
        value: view.userCode,
        autocomplete: 'off',
        kind: 'code',
        maxlength: 20,
        faults,
        first: true,
      },
    )}${renderButton(say('page.continue'))}</form>
<p class="note warn">${say('page.device.warning')}</p>`,
  });
}

/** Is it the device before you? Somebody far away may have sent the code (RFC 8628, 5.4). */
export function renderDeviceConfirm(
  frame: Frame,
  view: { form: ProviderForm; service: string; userCode: string; device: string; network: string },
): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.device.confirmTitle', { service: view.service }),
    body: html`<p>${say('page.device.confirmText')}</p>
<p><code class="number">${view.userCode}</code></p>
<dl><dt>${say('page.device.asker')}</dt><dd>${view.device}</dd><dt>${say('page.device.network')}</dt><dd>${view.network}</dd></dl>
<p class="note warn">${say('page.device.warning')}</p>
<form class="even" method="post" action="${view.form.action}"><input type="hidden" name="xsrf" value="${view.form.xsrf}"><input type="hidden" name="user_code" value="${view.userCode}">${renderButton(say('page.device.no'), 'plain', 'abort', 'yes')}${renderButton(say('page.device.yes'), 'plain', 'confirm', 'yes')}</form>`,
  });
}

export function renderDeviceDone(frame: Frame, service: string | undefined): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.device.doneTitle'),
    body: html`${service && html`<p class="service"><b>${service}</b></p>`}<p>${say('page.device.doneText')}</p>`,
  });
}
