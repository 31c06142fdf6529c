// A safe subset of Markdown as nodes. Raw HTML stays text, pictures of other places are not loaded, links lead to http(s).
import { el } from './dom.js';

const INLINE = /(`+)([\s\S]+?)\1|\*\*([\s\S]+?)\*\*|__([\s\S]+?)__|\*([^\s*][\s\S]*?)\*|(?<![\p{L}\p{N}_])_([^_]+?)_(?![\p{L}\p{N}_])|!?\[([^\]\n]*)\]\(([^()\s]*)(?:\s+"[^"]*")?\)|\\([!-/:-@[-`{-~])/u;
// Characters that no reader sees but that change what is seen: bidirectional controls, tags, other invisible ones.
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

export function inline(text, depth = 0) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const match = depth < 6 ? INLINE.exec(rest) : null;
    if (!match) {
      nodes.push(rest);
      break;
    }
    if (match.index > 0) nodes.push(rest.slice(0, match.index));
    nodes.push(styled(match, depth));
    rest = rest.slice(match.index + match[0].length);
  }
  return nodes;
}

function styled([whole, ticks, code, strong, strong2, emphasis, emphasis2, label, url, escaped], depth) {
  if (ticks) return el('code', {}, code.trim());
  if (strong ?? strong2) return el('strong', {}, ...inline(strong ?? strong2, depth + 1));
  if (emphasis ?? emphasis2) return el('em', {}, ...inline(emphasis ?? emphasis2, depth + 1));
  if (escaped) return escaped;
  // A picture that the text names is not this document's: only its words are kept.
  if (whole.startsWith('!') || !/^https?:\/\//i.test(url)) return el('span', {}, ...inline(label, depth + 1));
  return el('a', { href: url, rel: 'noopener noreferrer nofollow', target: '_blank' }, ...inline(label, depth + 1));
}

/** Block elements of a text; a text that is still being written gives what can be told so far. */
export function markdown(source) {
  const lines = source.replace(INVISIBLE, '').split('\n');
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (!line.trim()) {
      at++;
    } else if (/^\s*(```|~~~)/.test(line)) {
      at = fence(lines, at, blocks);
    } else if (/^#{1,6}\s/.test(line)) {
      const level = Math.min(6, line.match(/^#+/)[0].length + 1);
      blocks.push(el(`h${level}`, {}, ...inline(line.replace(/^#+\s*|\s*#+\s*$/g, ''))));
      at++;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      blocks.push(el('hr'));
      at++;
    } else if (/^\s*>/.test(line)) {
      at = collect(lines, at, /^\s*>\s?/, kept => blocks.push(el('blockquote', {}, ...markdown(kept.join('\n')))));
    } else if (/^\s*[-*+]\s+/.test(line)) {
      at = collect(lines, at, /^\s*[-*+]\s+/, kept => blocks.push(el('ul', {}, ...items(kept))));
    } else if (/^\s*\d{1,9}[.)]\s+/.test(line)) {
      at = collect(lines, at, /^\s*\d{1,9}[.)]\s+/, kept => blocks.push(el('ol', {}, ...items(kept))));
    } else if (line.includes('|') && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? '')) {
      at = table(lines, at, blocks);
    } else {
      at = paragraph(lines, at, blocks);
    }
  }
  return blocks;
}

const items = kept => kept.map(item => el('li', {}, ...inline(item)));

function collect(lines, start, marker, done) {
  const kept = [];
  let at = start;
  while (at < lines.length && marker.test(lines[at])) kept.push(lines[at++].replace(marker, ''));
  done(kept);
  return at;
}

function fence(lines, start, blocks) {
  const mark = lines[start].trim().slice(0, 3);
  let at = start + 1;
  while (at < lines.length && !lines[at].trim().startsWith(mark)) at++;
  blocks.push(el('pre', { tabindex: 0 }, el('code', {}, lines.slice(start + 1, at).join('\n'))));
  return at + 1;
}

function table(lines, start, blocks) {
  const cells = line => line.trim().replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());
  const head = el('tr', {}, ...cells(lines[start]).map(cell => el('th', { scope: 'col' }, ...inline(cell))));
  const rows = [];
  let at = start + 2;
  while (at < lines.length && lines[at].includes('|')) {
    rows.push(el('tr', {}, ...cells(lines[at++]).map(cell => el('td', {}, ...inline(cell)))));
  }
  blocks.push(el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table' },
    el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows))));
  return at;
}

function paragraph(lines, start, blocks) {
  const kept = [];
  let at = start;
  while (at < lines.length && lines[at].trim() && !(kept.length && /^(#{1,6}\s|\s*(```|~~~|>|[-*+]\s))/.test(lines[at]))) {
    kept.push(lines[at++].trim());
  }
  blocks.push(el('p', {}, ...inline(kept.join(' '))));
  return at;
}
