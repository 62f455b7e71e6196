import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every document that a reader is sent to, as a path from the checkout. */
export function documents(): string[] {
  const inFolder = (folder: string) =>
    readdirSync(`${ROOT}${folder}`)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}${name}`);
  return [...inFolder(''), ...inFolder('docs/'), ...inFolder('docs/decisions/')].sort();
}

export function readDocument(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** A fenced block of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Line of its fence, from 1. */
  readonly line: number;
  /** What the comment right above it says: `not run: …`, `exit 6`; empty where there is none. */
  readonly marker: string;
  /** The last line of text before it. */
  readonly lead: string;
}

/** The fenced blocks of a document, those inside list items without their indentation. */
export function blocksOf(document: string): Block[] {
  return [...document.matchAll(/^( *)```(\S*)\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const [, indent, language, body] = match;
    const before = document.slice(0, match.index).trimEnd().split('\n');
    const marker = /^\s*<!-- (.*) -->$/.exec(before.at(-1) ?? '')?.[1] ?? '';
    const text = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const line = document.slice(0, match.index).split('\n').length;
    return { language, text, line, marker, lead: before.at(marker === '' ? -1 : -2) ?? '' };
  });
}

/** Cells of the table rows whose first cell fits, without the marks of code. */
export function tableRows(document: string, firstCell: RegExp): string[][] {
  return document
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '')))
    .filter((cells) => firstCell.test(cells[0]));
}
