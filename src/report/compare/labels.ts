/** What the two sides of a comparison are called. */
export interface ComparedLabels {
  /** The words that make them: source and options of their own. */
  readonly a: string;
  readonly b: string;
  readonly seed: string;
}
