/** A Markdown table; cells keep to one line, and a bar inside a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A value as a scenario file writes it. */
export function yamlValue(value: unknown): string {
  if (typeof value === 'string')
    return /^[\w .%*/<>=-]+$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, child]) => `${key}: ${yamlValue(child)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return String(value);
}

function cellText(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|');
}
