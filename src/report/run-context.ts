import type { ExemplarRecord } from '../experiment/exemplars.ts';

/** What a report of a run needs to know that the experiment does not. Nothing here depends on the machine's speed. */
export interface RunContext {
  /** Version of poolsim, and of Node: the last bits of `exp` and `log` are the engine's. */
  readonly version: string;
  readonly node: string;
  /** `built-in`, or path and hash of the user's own. */
  readonly selector: string;
  /** The command that gives the same results again. */
  readonly reproduce: string;
  readonly exemplars: readonly ExemplarRecord[];
}
