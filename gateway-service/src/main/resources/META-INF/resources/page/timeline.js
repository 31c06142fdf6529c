// What happened when, by the clock of the servers: lanes for drafts that were compared, the planner and each picture. Work overlaps, and
// one sees it.
import { el } from './dom.js';

const time = text => Date.parse(text);

export class Timeline {
  constructor(root) {
    this.root = root;
    this.clear();
  }

  clear() {
    this.begin = null;
    this.end = null;
    this.planner = null;
    this.choice = null;
    this.pictures = new Map();
    this.root.replaceChildren();
  }

  on(event) {
    const at = time(event.at);
    switch (event.type) {
      case 'job.accepted': this.begin = time(event.created_at); break;
      case 'candidate.progress': this.choice = { to: at }; break;
      case 'draft.started': this.planner = { from: at, to: at, label: event.model || event.backend }; break;
      case 'draft.reset': this.planner = null; this.pictures.clear(); break;
      case 'text.delta': if (this.planner) this.planner.to = at; break;
      case 'image.pending':
        if (this.planner) this.planner.to = at;
        this.pictures.set(event.index, { from: at, tool: event.tool });
        break;
      case 'image.ready': this.settle(event.index, at, event.provenance?.duration_ms ?? 0, 'ready'); break;
      case 'image.failed': this.settle(event.index, at, 0, 'failed'); break;
      case 'document.closed': this.end = at; this.begin ??= time(event.document.created_at); break;
      default: return;
    }
    this.draw(at);
  }

  settle(index, at, worked, status) {
    const picture = this.pictures.get(index);
    if (picture) Object.assign(picture, { to: at, work: Math.min(worked, at - picture.from), status });
  }

  draw(now) {
    const from = this.begin ?? now;
    const to = Math.max(this.end ?? now, from + 1);
    const share = moment => (100 * (moment - from)) / (to - from);
    const lanes = [];
    if (this.choice) {
      lanes.push(lane('Drafts', seconds(this.choice.to - from), bar('planner', 0, share(this.choice.to))));
    }
    if (this.planner) {
      lanes.push(lane('Planner', seconds(this.planner.to - this.planner.from),
        bar('planner', share(this.planner.from), share(this.planner.to))));
    }
    for (const [index, picture] of this.pictures) {
      const done = picture.to ?? now;
      const begun = picture.work === undefined ? done : done - picture.work;
      lanes.push(lane(`${index + 1} ${picture.tool || 'picture'}`, picture.to ? seconds(done - picture.from) : '…',
        bar('wait', share(picture.from), share(begun)),
        bar(picture.status ?? 'working', share(picture.work === undefined ? picture.from : begun), share(done))));
    }
    lanes.push(lane('Document', seconds(to - from), bar(this.end ? 'whole' : 'working', 0, 100)));
    this.root.replaceChildren(...lanes);
    this.root.setAttribute('aria-label', this.describe(to - from));
  }

  describe(total) {
    const pictures = [...this.pictures.values()];
    const work = pictures.reduce((sum, picture) => sum + (picture.to ? picture.to - picture.from : 0), 0);
    return `Timeline: ${seconds(total)} in all, ${pictures.length} pictures, whose times add up to ${seconds(work)}`;
  }
}

const seconds = ms => `${(ms / 1000).toFixed(1)} s`;

function bar(kind, from, to) {
  // A drawing of its own: geometry by attributes, for the page's policy allows no inline style.
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [key, value] of Object.entries({ class: kind, x: from, y: 0, width: Math.max(0.4, to - from), height: 10, rx: 0.6 })) {
    svg.setAttribute(key, value);
  }
  return svg;
}

function lane(name, length, ...bars) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(...bars);
  return el('div', { class: 'lane' }, el('span', { class: 'name' }, name), svg, el('span', { class: 'length' }, length));
}
