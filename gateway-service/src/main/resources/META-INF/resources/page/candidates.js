// Test-time scaling as it goes on: a row for each draft, with what it was found to be worth.
import { byId, el, show } from './dom.js';

const STEPS = { written: 'written', text_scored: 'written', dropped: 'dropped', repaired: 'program mended',
  judged: 'made', chosen: 'chosen', polished: 'chosen, polished' };

export class Candidates {
  constructor() {
    this.clear();
  }

  clear() {
    this.rows = new Map();
    show(byId('candidates'), false);
    byId('candidate-rows').replaceChildren();
    byId('candidate-notes').textContent = '';
  }

  on(event) {
    if (event.type === 'candidate.progress') this.progress(event);
    else if (event.type === 'document.closed') this.close(event.document.usage?.scaling);
  }

  progress({ candidate, step, score, reason }) {
    const row = this.rows.get(candidate) ?? {};
    Object.assign(row, { step: STEPS[step] ?? step }, reason && { reason });
    if (step === 'text_scored') row.text = score;
    // Of several rewards the last counts: a draft is judged again when its program was mended or its text polished.
    else if (score !== undefined) row.reward = score;
    this.rows.set(candidate, row);
    this.draw();
  }

  /** The report holds what events may have missed. */
  close(report) {
    if (!report) return;
    for (const { number, fate, text_score: text, reward, reason } of report.candidates) {
      const row = this.rows.get(number) ?? { step: fate.replace('_', ' ') };
      this.rows.set(number, { ...row, text: text ?? row.text, reward: row.reward ?? reward, reason: reason ?? row.reason });
    }
    this.draw();
    byId('candidate-notes').textContent = [
      report.stages.map(stage => `${stage.name} ${(stage.duration_ms / 1000).toFixed(1)} s`).join(' · '),
      ...report.notes,
    ].filter(Boolean).join('. ');
  }

  draw() {
    show(byId('candidates'), true);
    byId('candidate-rows').replaceChildren(...[...this.rows].sort(([a], [b]) => a - b).map(([number, row]) =>
      el('tr', { class: row.step.startsWith('chosen') && 'chosen' }, el('th', { scope: 'row' }, `Draft ${number + 1}`),
        el('td', {}, row.reason ? `${row.step}: ${row.reason}` : row.step), el('td', {}, worth(row.text)), el('td', {}, worth(row.reward)))));
  }
}

const worth = score => (score === undefined ? '' : score.toFixed(2));
