import type { JsonField } from './json-fields.ts';

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

/** Reads what `plan --json` printed; throws a FieldProblem where it is none. */
export function readPlan(root: JsonField): StoredPlan {
  root.at('schemaVersion').one([1]);
  for (const key of ['poolsim', 'scenario', 'status', 'sentence', 'groupedBy', 'currency']) {
    root.at(key).text();
  }
  for (const target of root.at('targets').items()) target.text();
  root.at('confidence').number();
  root.at('replications').count();
  checkNumbers(root.at('own'));
  if (root.at('answer').value !== null) checkPool(root.at('answer'));
  for (const key of ['open', 'frontier']) root.at(key).items().forEach(checkPool);
  if (root.at('firstToStall').value !== null) root.at('firstToStall').text();
  return { ...(root.value as StoredPlan), seed: root.at('seed').seed() };
}

function checkPool(pool: JsonField): void {
  checkNumbers(pool);
  pool.at('total').count();
  pool.at('verdict').text();
  pool.at('replications').count();
  for (const country of pool.at('cutOff').items()) country.text();
  for (const figure of pool.at('figures').items()) {
    for (const key of ['target', 'decision']) figure.at(key).text();
    for (const key of ['mean', 'low', 'high']) {
      if (figure.at(key).value !== null) figure.at(key).number();
    }
  }
}

function checkNumbers(pool: JsonField): void {
  const numbers = pool.at('numbers');
  for (const group of Object.keys(Object(numbers.value))) numbers.at(group).count();
  pool.at('price').number();
}
