/** A condition on a reported figure, parsed: `stall.risk{country=GB} <= 5%`. */
export interface GateSpec {
  /** As the user wrote it. */
  readonly text: string;
  /** Key of a figure in the registry. */
  readonly key: string;
  /** Campaign name or `*`. */
  readonly campaign: string;
  /** Country code or `*`. */
  readonly country: string;
  readonly op: '<=' | '<' | '>=' | '>';
  /** In the figure's unit; shares as 0 … 1. */
  readonly bound: number;
}
