// Changes to single pictures of an ended document: again, differently, or one's own. Each makes a document of its own.
import { read } from './composer.js';
import { byId, el, show } from './dom.js';

/** The parameter that says in words, or in code, what a tool makes. */
const subject = tool => ['prompt', 'query', 'code'].find(name => tool?.params_schema?.properties?.[name]);

export class Rework {
  /** @param onChange is given the picture and what is wanted of it; a promise that fails with a Problem */
  constructor(onChange) {
    this.onChange = onChange;
    this.tools = [];
    byId('rework-tool').addEventListener('change', () => this.showTool());
    byId('rework-close').addEventListener('click', () => byId('rework').close());
    byId('rework-form').addEventListener('submit', event => {
      event.preventDefault();
      this.submit();
    });
    byId('replacement').addEventListener('change', event => this.replace(event.target));
  }

  offer(tools) {
    this.tools = tools.filter(subject);
  }

  /** What each picture's menu holds. */
  actions() {
    return [
      { name: 'Make again', fits: image => Boolean(image.params), call: image => this.onChange(image, {}).catch(() => {}) },
      { name: 'Describe differently…', fits: image => this.usable(image).length > 0, call: image => this.ask(image) },
      { name: 'Replace by my own…', fits: () => true, call: image => {
          this.image = image;
          byId('replacement').click();
        } },
    ];
  }

  /** A tool that changes earlier pictures can only go on with the one that it changed. */
  usable(image) {
    return this.tools.filter(tool => !tool.needs_source || (tool.name === image.tool && image.params));
  }

  ask(image) {
    this.image = image;
    const usable = this.usable(image);
    byId('rework-title').textContent = `Describe picture ${image.index + 1} differently`;
    byId('rework-tool').replaceChildren(...usable.map(tool => el('option', { selected: tool.name === image.tool }, tool.name)));
    byId('rework-caption').value = image.description ?? '';
    this.problem('');
    this.showTool();
    byId('rework').showModal();
    byId('rework-words').focus();
  }

  tool() {
    return this.tools.find(tool => tool.name === byId('rework-tool').value);
  }

  showTool() {
    const tool = this.tool();
    const param = subject(tool);
    const label = { query: 'What to look for', code: 'Python program that draws it' }[param];
    byId('rework-words-label').textContent = label ?? (tool.needs_source ? 'What to change' : 'What it shows');
    const same = tool.name === this.image.tool && this.image.params?.[param];
    byId('rework-words').value = same || (param === 'code' ? '' : this.image.description ?? '');
  }

  async submit() {
    const tool = this.tool();
    const before = tool.name === this.image.tool ? this.image.params : {};
    const { rank, ...kept } = before ?? {};
    const caption = byId('rework-caption').value.trim();
    try {
      await this.onChange(this.image, {
        tool: tool.name,
        params: { ...kept, [subject(tool)]: byId('rework-words').value },
        ...(caption && { description: caption }),
      });
      byId('rework').close();
    } catch (problem) {
      this.problem(problem.message);
    }
  }

  async replace(input) {
    const [file] = input.files;
    input.value = '';
    if (file) await this.onChange(this.image, { image: await read(file) }).catch(() => {});
  }

  problem(text) {
    byId('rework-problem').textContent = text;
    show(byId('rework-problem'), Boolean(text));
  }
}
