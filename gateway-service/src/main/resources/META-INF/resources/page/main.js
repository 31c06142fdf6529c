// Puts the page together: one job at a time is shown, followed from its first event.
import * as api from './api.js';
import { Candidates } from './candidates.js';
import { Composer } from './composer.js';
import { DocumentView } from './document.js';
import { byId, el, show } from './dom.js';
import { showOrigin } from './origin.js';
import { Rework } from './rework.js';
import { Timeline } from './timeline.js';

const rework = new Rework(change);
const view = new DocumentView(byId('document'), showOrigin, rework.actions());
const timeline = new Timeline(byId('timeline'));
const candidates = new Candidates();
const composer = new Composer(submit);
let current = null;
let unfollow = () => {};
let goesOn = false;

async function submit(job) {
  composer.problem('');
  byId('submit').disabled = true;
  try {
    const accepted = await api.submit(goesOn ? { ...job, previous_job_id: current } : job);
    composer.reset();
    open(accepted.id);
  } catch (problem) {
    composer.problem(problem.message);
    byId('submit').disabled = false;
  }
}

async function change(image, wanted) {
  composer.problem('');
  try {
    const accepted = await api.change(current, image.index, wanted);
    open(accepted.id);
    byId('document').focus();
  } catch (problem) {
    // Said where it is seen: in the dialog if one is open, else below the form.
    if (!byId('rework').open) {
      composer.problem(problem.message);
      byId('problem').scrollIntoView({ block: 'nearest' });
    }
    throw problem;
  }
}

function open(id) {
  unfollow();
  current = id;
  history.replaceState(null, '', `#${id}`);
  view.clear();
  timeline.clear();
  candidates.clear();
  byId('events').replaceChildren();
  show(byId('pipeline'), true);
  show(byId('log'), true);
  show(byId('exports'), false);
  setGoesOn(false);
  running(true);
  state('Waiting for the planner');
  unfollow = api.follow(id, on);
  drawPast();
}

function on(event) {
  view.on(event);
  timeline.on(event);
  candidates.on(event);
  log(event);
  switch (event.type) {
    case 'candidate.progress': state('Choosing among drafts'); break;
    case 'draft.started':
      state(event.backend === 'revision' ? 'Changing a picture' : `Written by ${[event.backend, event.model].filter(Boolean).join(', ')}`);
      break;
    case 'draft.reset': state('The planner had to start again'); break;
    case 'document.closed': closed(event.document); break;
    default: break;
  }
}

function closed(document) {
  const { images = 0, failed_images: failed = 0, cost_usd: cost } = document.usage ?? {};
  running(false);
  state([`${document.status[0].toUpperCase()}${document.status.slice(1)}`,
    `${images} ${images === 1 ? 'picture' : 'pictures'}`,
    failed ? `${failed} missing` : '',
    cost === undefined ? '' : `${cost} US dollars`].filter(Boolean).join(' · '));
  const link = (form, name) => el('a', { href: `/v1/jobs/${current}/document.${form}`, download: `document.${form}` }, name);
  byId('exports').replaceChildren(link('html', 'HTML'), link('zip', 'Markdown and pictures'),
    link('pdf', 'PDF'), link('docx', 'Word'), link('json', 'JSON'));
  show(byId('exports'), true);
  setGoesOn(document.parts.length > 0);
  drawPast();
}

function running(yes) {
  byId('document').setAttribute('aria-busy', String(yes));
  byId('submit').disabled = yes;
  show(byId('cancel'), yes);
}

function setGoesOn(yes) {
  goesOn = yes;
  show(byId('continuing'), yes);
  byId('submit').textContent = yes ? 'Go on' : 'Write';
}

function state(text) {
  byId('state').textContent = text;
}

function log(event) {
  const { type, seq, at } = event;
  const what = event.text ?? event.description ?? event.alt ?? event.error?.message ?? event.reason ?? '';
  byId('events').append(el('li', {}, el('time', {}, at.slice(11, 23)), ` ${seq} `, el('b', {}, type), ` ${String(what).slice(0, 120)}`));
}

async function drawPast() {
  try {
    const jobs = await api.jobs();
    byId('past').replaceChildren(...jobs.map(job => el('li', {},
      el('button', { type: 'button', class: 'entry', 'aria-current': job.id === current && 'true', onclick: () => {
        open(job.id);
        byId('document').focus();
      } }, el('span', { class: 'excerpt' }, job.excerpt || 'A document'), el('span', { class: 'meta' }, job.revises ? `${job.status} · a picture changed` : job.status)))));
  } catch (problem) {
    composer.problem(problem.message);
  }
}

byId('cancel').addEventListener('click', () => api.cancel(current).catch(problem => composer.problem(problem.message)));
byId('fresh').addEventListener('click', () => {
  setGoesOn(false);
  byId('prompt').focus();
});

// First, because it asks for a key where one is needed: an event stream cannot.
await api.tools().then(tools => {
  composer.offer(tools);
  rework.offer(tools);
}).catch(problem => composer.problem(problem.message));
const asked = location.hash.slice(1);
if (/^job_[0-9a-z]{26}$/.test(asked)) open(asked);
else drawPast();
