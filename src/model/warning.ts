/** Something the user should know that stops nothing: a value with a remedy, never a print. */
export interface Warning {
  /** Stable kebab-case name, for scripts. */
  readonly code: string;
  readonly text: string;
  /** What to do about it. */
  readonly hint: string;
}
