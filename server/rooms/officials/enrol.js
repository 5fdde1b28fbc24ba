const form = document.querySelector('form');
const fault = document.querySelector('#fault');
const done = document.querySelector('#done');
const button = form.querySelector('button');

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok)
    throw Object.assign(new Error(told.code), { told: [told.title, told.detail].filter(Boolean).join('. ') });
  return told;
}

/** Browsers before 2024 have no parseCreationOptionsFromJSON and no toJSON. */
async function create(options) {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytesOf(one.id) })),
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    id: made.id,
    rawId: textOf(made.rawId),
    type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    ...(made.authenticatorAttachment ? { authenticatorAttachment: made.authenticatorAttachment } : {}),
    response: {
      clientDataJSON: textOf(made.response.clientDataJSON),
      attestationObject: textOf(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

// Hidden until now: without this script the form could send nothing.
form.hidden = false;
form.official.focus();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (button.hasAttribute('aria-disabled')) return;
  button.setAttribute('aria-disabled', 'true');
  fault.hidden = true;
  const presented = { official: form.official.value.trim(), code: form.code.value.trim() };
  try {
    const { options } = await send('/api/enrolments/options', presented);
    const response = await create(options);
    const label = form.label.value.trim() || navigator.platform || 'device';
    await send('/api/enrolments', { ...presented, label, response });
    form.hidden = true;
    done.hidden = false;
    done.querySelector('a').focus();
  } catch (error) {
    fault.textContent = error.told ?? fault.dataset.device;
    fault.hidden = false;
    fault.focus();
  } finally {
    button.removeAttribute('aria-disabled');
  }
});
