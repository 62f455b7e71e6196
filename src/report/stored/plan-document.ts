/** One pool that `plan` put to the proof. */
export interface StoredPlanPool {
  /** Numbers by group. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly total: number;
  /** Rent for 30 days, in the plan's currency. */
  readonly price: number;
  /** `answer`, `held`, `breached`, `refused`, `open`, `cut off`, … */
  readonly verdict: string;
  /** Countries that nobody could dial with it. */
  readonly cutOff: readonly string[];
  readonly replications: number;
  readonly figures: readonly {
    /** The target it is judged by, as text. */
    readonly target: string;
    readonly mean: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly decision: string;
  }[];
}

/** What `plan --json` prints, as far as a page shows it. */
export interface StoredPlan {
  readonly schemaVersion: 1;
  readonly poolsim: string;
  readonly scenario: string;
  readonly seed: string;
  readonly status: string;
  readonly sentence: string;
  readonly targets: readonly string[];
  readonly groupedBy: string;
  readonly confidence: number;
  readonly replications: number;
  readonly currency: string;
  readonly own: { readonly numbers: Readonly<Record<string, number>>; readonly price: number };
  readonly answer: StoredPlanPool | null;
  readonly open: readonly StoredPlanPool[];
  readonly frontier: readonly StoredPlanPool[];
  readonly firstToStall: string | null;
}
