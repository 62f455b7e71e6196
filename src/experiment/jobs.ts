/** Jobs that may be under way at once, per worker: one running, one waiting. */
const IN_FLIGHT_PER_WORKER = 2;
/** Jobs that may run ahead of the oldest unfinished one, per worker: bounds what has to be buffered. */
const AHEAD_PER_WORKER = 8;

/**
 * Runs jobs 0 … count − 1, started in order, some at a time.
 *
 * When a job fails the rest is not started, those under way are awaited, and the failure of the lowest
 * job is thrown: the same one whatever the number of workers. After an abort nothing is started and
 * failures are taken for a part of the abort.
 *
 * @throws what `run` rejects with
 */
export async function runJobs(
  count: number,
  workers: number,
  run: (job: number) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const underWay = new Map<number, Promise<void>>();
  let failedJob = Infinity;
  let failure: unknown;

  const start = async (job: number): Promise<void> => {
    try {
      await run(job);
    } catch (error) {
      if (signal?.aborted !== true && job < failedJob) {
        failedJob = job;
        failure = error;
      }
    } finally {
      underWay.delete(job);
    }
  };

  for (let job = 0; job < count; job++) {
    while (mustWait(job, underWay, workers)) await Promise.race(underWay.values());
    if (failedJob < Infinity || signal?.aborted === true) break;
    underWay.set(job, start(job));
  }
  await Promise.all(underWay.values());
  if (failedJob < Infinity) throw failure;
}

function mustWait(job: number, underWay: ReadonlyMap<number, unknown>, workers: number): boolean {
  if (underWay.size >= workers * IN_FLIGHT_PER_WORKER) return true;
  const oldest = underWay.keys().next();
  return oldest.done !== true && job - oldest.value >= workers * AHEAD_PER_WORKER;
}
