// Makes the identity pages more comfortable: passkeys, and waiting without reloads. No page needs it.
const able = typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';
let pending;

async function ask(url, body, type) {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': type, accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.status === 204 ? undefined : answer.json();
}

async function proveWith(form, mediation) {
  pending?.abort();
  pending = new AbortController();
  const { signal } = pending;
  const token = new URLSearchParams({ token: form.elements.token.value });
  const options = await ask(form.dataset.options, token, 'application/x-www-form-urlencoded');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey, signal, ...(mediation ? { mediation } : {}) });
  form.elements.response.value = JSON.stringify(credential.toJSON());
  form.submit();
}

async function createWith(form) {
  const { options } = await ask(form.dataset.options, '{}', 'application/json');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  const label = form.elements.label.value.trim() || navigator.platform || 'Passkey';
  await ask(form.dataset.send, JSON.stringify({ label, response: credential.toJSON() }), 'application/json');
  location.assign(form.dataset.then);
}

for (const form of able ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fault = form.querySelector('[role=alert]');
    fault.hidden = true;
    const work = form.dataset.passkey === 'create' ? createWith(form) : proveWith(form);
    work.catch(({ name }) => {
      // Pressed again: the second question stands open.
      if (name === 'AbortError') return;
      fault.hidden = false;
      fault.focus();
    });
  });
}

const field = document.querySelector('input[autocomplete~=webauthn]');
const getForm = document.querySelector('form[data-passkey=get]');
if (able && field && getForm && (await PublicKeyCredential.isConditionalMediationAvailable?.()))
  proveWith(getForm, 'conditional').catch(() => {});

const wait = document.querySelector('[data-wait]');
if (wait) {
  const look = async () => {
    const answer = await fetch(wait.dataset.wait, { headers: { accept: 'application/json' } }).catch(() => undefined);
    const { waiting } = answer?.ok ? await answer.json() : { waiting: answer === undefined || answer.status >= 500 };
    if (waiting) setTimeout(look, 3000);
    else location.reload();
  };
  setTimeout(look, 3000);
}
