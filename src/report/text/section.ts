import type { Tone } from './palette.ts';

/** A table cell: text, and what it means for the campaign. */
export interface TextCell {
  readonly text: string;
  readonly tone: Tone;
}

export interface TextColumn {
  readonly title: string;
  /** Numbers and their intervals stand at the right. */
  readonly align: 'left' | 'right';
  /** May be cut when the line is too long; the others are never. */
  readonly mayCut?: boolean;
}

export interface TextTable {
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly TextCell[])[];
}

/** A part of the report, whatever it is shown in: text or Markdown. */
export interface Section {
  readonly title: string;
  readonly table?: TextTable;
  /** Sentences under the table; each its own paragraph. */
  readonly notes: readonly string[];
}

export function cell(text: string, tone: Tone = 'plain'): TextCell {
  return { text, tone };
}

export function left(title: string, mayCut = false): TextColumn {
  return { title, align: 'left', mayCut };
}

export function right(title: string): TextColumn {
  return { title, align: 'right' };
}
