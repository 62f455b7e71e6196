/** One thing wrong in one place of one input. All problems of all files are reported at once. */
export interface Problem {
  /** As the user would type it; `--set` or `POOLSIM_…` for values that came from there. */
  readonly file: string;
  /** 1-based; 0 where the problem has no line (a missing file). */
  readonly line: number;
  readonly column: number;
  /** Dotted path of the value (`campaigns[0].pool`) or the CSV column's name; empty where none fits. */
  readonly path: string;
  /** What was found and which rule it breaks, one sentence. */
  readonly message: string;
  /** What is allowed, or what to do; with the nearest right name where one is near. */
  readonly remedy: string;
}

/** Bad input: carries every problem found, in order of file, line and column. Exit code 2. */
export class InputProblems extends Error {
  override name = 'InputProblems';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** `file:line:column: path: message (remedy)`, the shape that editors turn into links. */
export function formatProblem(problem: Problem): string {
  const place =
    problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
  const path = problem.path === '' ? '' : ` ${problem.path}:`;
  const remedy = problem.remedy === '' ? '' : ` — ${problem.remedy}`;
  return `${place}:${path} ${problem.message}${remedy}`;
}
