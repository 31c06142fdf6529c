// The jobs API, as docs and /q/openapi describe it.
import { signIn } from './session.js';

/** A failed request, with the sentence that the server gave. */
export class Problem extends Error {}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Problem('The server cannot be reached. Is it still running?');
  }
  if (response.status === 401) {
    await signIn();
    return request(path, options);
  }
  if (response.status === 204) return null;
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  const fields = (body?.errors ?? []).map(error => `${error.field}: ${error.message}`);
  throw new Problem(fields.length ? fields.join('; ') : body?.detail ?? `The server answered ${response.status}.`);
}

const post = (path, body) => request(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID?.() ?? String(Math.random()).slice(2) },
  body: JSON.stringify(body),
});

export const submit = job => post('/v1/jobs', job);

/** Has one picture of an ended document changed; the answer is the new job. */
export const change = (id, index, wanted) => post(`/v1/jobs/${id}/images/${index}`, wanted);

export const cancel = id => request(`/v1/jobs/${id}/cancel`, { method: 'POST' });
export const jobs = () => request('/v1/jobs?limit=20').then(page => page.data ?? page.jobs ?? []);
export const tools = () => request('/v1/tools').then(list => list.data ?? list.tools ?? list);

const NAMES = ['job.accepted', 'candidate.progress', 'draft.started', 'draft.reset', 'text.delta', 'image.pending', 'image.preview',
  'image.ready', 'image.failed', 'document.closed'];

/** Follows a job's events from the first; the browser resumes by Last-Event-ID. Returns what ends it. */
export function follow(id, onEvent) {
  const source = new EventSource(`/v1/jobs/${id}/events`);
  for (const name of NAMES) {
    source.addEventListener(name, message => {
      const event = JSON.parse(message.data);
      onEvent(event);
      if (event.type === 'document.closed') source.close();
    });
  }
  return () => source.close();
}
