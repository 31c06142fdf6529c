// Asks for an API key where the server does, and has the browser keep it in a cookie that no script reads.
import { byId } from './dom.js';

let asking = null;

/** Resolves when the server has taken a key; one question at a time. */
export function signIn() {
  asking ??= ask().finally(() => { asking = null; });
  return asking;
}

function ask() {
  const dialog = byId('sign-in');
  const key = byId('key');
  const wrong = byId('wrong-key');
  return new Promise(resolve => {
    async function offer(submission) {
      submission.preventDefault();
      const answer = await fetch('/session', { method: 'POST', body: JSON.stringify({ key: key.value }) }).catch(() => null);
      if (answer?.status === 204) {
        byId('sign-in-form').removeEventListener('submit', offer);
        key.value = '';
        wrong.hidden = true;
        dialog.close();
        resolve();
      } else {
        wrong.textContent = answer ? 'This key is not known here, or was revoked.' : 'The server cannot be reached.';
        wrong.hidden = false;
        key.select();
      }
    }
    byId('sign-in-form').addEventListener('submit', offer);
    dialog.showModal();
  });
}
