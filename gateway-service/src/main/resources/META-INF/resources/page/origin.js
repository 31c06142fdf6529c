// Where a picture comes from, on demand.
import { byId, el } from './dom.js';

export function showOrigin(image) {
  const from = image.provenance ?? {};
  const facts = [
    ['Made by', [from.backend, from.model].filter(Boolean).join(', ')],
    ['Kind', from.source_type],
    ['Credit', from.attribution],
    ['Licence', from.license],
    ['Source', from.source_url],
    ['Changed from', from.derived_from],
    ['Time', from.duration_ms === undefined ? '' : `${from.duration_ms} ms`],
    ['Cost', from.cost_usd === undefined ? 'not known' : `${from.cost_usd} US dollars`],
    ['Size', `${image.blob.width} × ${image.blob.height} pixels, ${Math.ceil(image.blob.bytes / 1024)} KiB`],
    ['Description', image.alt],
    ['Asked', el('pre', { tabindex: 0 }, JSON.stringify(from.params ?? {}, null, 2))],
  ];
  byId('origin-facts').replaceChildren(...facts
    .filter(([, value]) => value)
    .flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, linked(value))]));
  byId('origin').showModal();
}

function linked(value) {
  return typeof value === 'string' && /^https?:\/\//i.test(value)
    ? el('a', { href: value, rel: 'noopener noreferrer nofollow', target: '_blank' }, value)
    : value;
}
