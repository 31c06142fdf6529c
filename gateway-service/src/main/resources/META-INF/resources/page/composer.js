// The form: prompt, pictures by drag, paste or file, their count, how many drafts to choose from, and tools.
import { byId, el, show } from './dom.js';

const MAX_PICTURES = 16;
const TYPES = ['image/png', 'image/jpeg', 'image/webp'];

export class Composer {
  constructor(onSubmit) {
    this.form = byId('composer');
    this.pictures = [];
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      onSubmit(this.job());
    });
    byId('prompt').addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    byId('files').addEventListener('change', event => {
      this.add(event.target.files);
      event.target.value = '';
    });
    byId('prompt').addEventListener('paste', event => this.add(event.clipboardData?.files ?? []));
    this.form.addEventListener('dragover', event => {
      event.preventDefault();
      this.form.classList.add('over');
    });
    this.form.addEventListener('dragleave', () => this.form.classList.remove('over'));
    this.form.addEventListener('drop', event => {
      event.preventDefault();
      this.form.classList.remove('over');
      this.add(event.dataTransfer?.files ?? []);
    });
  }

  offer(tools) {
    byId('tools').replaceChildren(...tools.map(tool => el('label', { title: tool.when_to_use },
      el('input', { type: 'checkbox', name: 'tool', value: tool.name, checked: true }), ` ${tool.name}`)));
  }

  async add(files) {
    for (const file of [...files].filter(file => TYPES.includes(file.type))) {
      if (this.pictures.length === MAX_PICTURES) break;
      const data = await read(file);
      this.pictures.push({ name: file.name || 'pasted picture', data });
    }
    this.drawPictures();
  }

  drawPictures() {
    const list = byId('pictures');
    show(list, this.pictures.length > 0);
    list.replaceChildren(...this.pictures.map((picture, index) => el('li', {},
      el('img', { src: picture.data, alt: picture.name }),
      el('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${picture.name}`,
        onclick: () => {
          this.pictures.splice(index, 1);
          this.drawPictures();
          byId('prompt').focus();
        } }, '×'))));
  }

  /** The submission, in the form of the jobs API. */
  job() {
    const boxes = [...this.form.querySelectorAll('input[name=tool]')];
    const chosen = boxes.filter(box => box.checked).map(box => box.value);
    const count = byId('count').value;
    const [samples, variants] = ['samples', 'variants'].map(id => Number(byId(id).value));
    const polish = byId('polish').checked;
    return {
      prompt: byId('prompt').value,
      image_count: /^\d+$/.test(count) ? Number(count) : count,
      ...(this.pictures.length && { images: this.pictures.map(picture => picture.data) }),
      // Two of the drafts are made: the judge of texts alone does not see which pictures come out well.
      ...((samples > 1 || variants > 1 || polish) && { scaling: { samples, keep: Math.min(2, samples), variants, polish } }),
      ...(chosen.length && chosen.length < boxes.length && { tools: chosen }),
    };
  }

  reset() {
    byId('prompt').value = '';
    this.pictures = [];
    this.drawPictures();
  }

  problem(text) {
    byId('problem').textContent = text;
    show(byId('problem'), Boolean(text));
  }
}

/** A file as a data URI. */
export const read = file => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});
