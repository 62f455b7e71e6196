import { type Profiler, Session } from 'node:inspector';

/** Sources of the command itself, which load the model and are no part of it. */
const COMMAND = new URL('../', import.meta.url).href;

/**
 * Counts what this thread's JavaScript does, by the counters that the engine keeps for coverage: exact, unlike a
 * profile, and without any clock. Only functions that are compiled later have counters of their blocks, so
 * that it has to begin before what it counts is loaded.
 */
export class StepCounter {
  readonly session = new Session();

  constructor() {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Calls of functions and entries into blocks since the last time, of all but Node and the command. */
  take(): number {
    let steps = Number.NaN;
    this.session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error === null) steps = stepsIn(result);
    });
    return steps;
  }
}

function stepsIn(scripts: readonly Profiler.ScriptCoverage[]): number {
  return scripts
    .filter(({ url }) => url.startsWith('file:') && !url.startsWith(COMMAND))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}
