// The document as its events make it: text grows, pictures have their place from the start and fill it when they come.
import { el } from './dom.js';
import { markdown } from './markdown.js';

const blob = ref => `/v1/blobs/${ref.sha256}`;

export class DocumentView {
  /** @param actions what can be done with pictures of an ended document: name, which pictures it fits, call */
  constructor(root, onOrigin, actions) {
    this.root = root;
    this.onOrigin = onOrigin;
    this.actions = actions;
    this.clear();
  }

  clear() {
    this.parts = [];
    this.root.replaceChildren();
    cancelAnimationFrame(this.frame);
    this.dirty = new Set();
  }

  on(event) {
    switch (event.type) {
      case 'draft.reset': this.clear(); break;
      case 'text.delta': this.write(event); break;
      case 'image.pending': this.place(event.part, { ...event, status: 'pending' }); break;
      case 'image.preview': this.change(event.part, { preview: event.blob }); break;
      case 'image.ready': this.change(event.part, { ...event, status: 'ready' }); break;
      case 'image.failed': this.change(event.part, { error: event.error, status: 'failed' }); break;
      case 'document.closed': this.close(event.document); break;
      default: break;
    }
  }

  write({ part, text }) {
    this.parts[part] ??= { text: '', node: this.root.appendChild(el('div', { class: 'text' })) };
    this.parts[part].text += text;
    // Many deltas, one drawing a frame.
    if (!this.dirty.size) this.frame = requestAnimationFrame(() => this.draw());
    this.dirty.add(part);
  }

  draw() {
    for (const part of this.dirty) this.parts[part]?.node.replaceChildren(...markdown(this.parts[part].text));
    this.dirty.clear();
  }

  place(part, image) {
    this.parts[part] = { image, node: this.root.appendChild(el('figure')) };
    this.drawFigure(part);
  }

  change(part, news) {
    if (!this.parts[part]?.image) return;
    Object.assign(this.parts[part].image, news);
    this.drawFigure(part);
  }

  drawFigure(part) {
    const { image, node } = this.parts[part];
    node.className = image.status;
    node.id = `picture-${image.index + 1}`;
    node.replaceChildren(...this.figure(image));
  }

  menu(image) {
    const number = image.index + 1;
    return el('div', { class: 'menu', role: 'group', 'aria-label': `Change picture ${number}` },
      ...this.actions
        .filter(action => action.fits(image))
        .map(action => el('button', { type: 'button', class: 'link', 'aria-label': `${action.name} (picture ${number})`,
          onclick: () => action.call(image) }, action.name)));
  }

  figure(image) {
    const number = image.index + 1;
    if (image.status === 'failed') {
      return [el('p', { class: 'gap' }, el('strong', {}, `Picture ${number} is missing. `), image.error?.message ?? ''),
        el('figcaption', {}, image.description || '')];
    }
    if (image.status === 'pending') {
      const preview = image.preview && el('img', { src: blob(image.preview), alt: '', class: 'preview' });
      return [el('div', { class: 'placeholder' }, preview, el('span', {}, `${verb(image.tool)} picture ${number} …`)),
        el('figcaption', {}, image.description || '')];
    }
    const { width, height } = image.blob;
    return [el('img', { src: blob(image.blob), alt: image.alt, width, height }),
      el('figcaption', {}, `${image.description || image.alt} `,
        el('button', { type: 'button', class: 'link', onclick: () => this.onOrigin(image),
          'aria-label': `Where picture ${number} comes from` }, 'origin'))];
  }

  /** The last event holds the whole document: what was missed is made up for, and the ending is told. */
  close(final) {
    final.parts.forEach((part, at) => {
      if (part.type === 'text') {
        if (this.parts[at]?.text !== part.text) {
          this.parts[at] ??= { text: '', node: this.root.appendChild(el('div', { class: 'text' })) };
          this.parts[at].text = part.text;
          this.dirty.add(at);
        }
      } else if (!this.parts[at]) {
        this.place(at, { ...part });
      } else if (this.parts[at].image?.status !== part.status) {
        this.change(at, { ...part });
      }
    });
    this.draw();
    for (const part of this.parts) if (part?.image) part.node.append(this.menu(part.image));
    if (final.error) this.root.append(el('p', { class: 'note ending' }, final.error));
  }
}

function verb(tool) {
  return { search: 'Looking for', diffusion: 'Painting', code: 'Plotting', edit: 'Changing' }[tool] ?? 'Making';
}
