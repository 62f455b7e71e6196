/** Makes an element with text or children; no markup is ever parsed. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function button(text: string, className: string, click: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, text);
  made.addEventListener('click', click);
  return made;
}

/** A list to choose from, with its label around it. */
export function choice(
  label: string,
  options: readonly string[],
  selected: number,
  change: (index: number) => void,
): { readonly label: HTMLLabelElement; readonly select: HTMLSelectElement } {
  const select = element(
    'select',
    {},
    ...options.map((text, i) => element('option', { value: String(i) }, text)),
  );
  select.value = String(selected);
  select.addEventListener('change', () => change(Number(select.value)));
  return { label: element('label', {}, label, select), select };
}
