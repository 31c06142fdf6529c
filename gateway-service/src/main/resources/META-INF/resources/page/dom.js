// Elements are made of nodes only, never of HTML text: what a model wrote can then be nothing but text.

/** An element with attributes and children; children that are strings become text. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);

/** Shows or hides an element. */
export function show(element, visible) {
  element.hidden = !visible;
}
