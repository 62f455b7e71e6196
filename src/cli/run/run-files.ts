import { chooseExemplars, recordExemplars } from '../../experiment/exemplars.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { CALL_LOG_FILE, renderCallLog } from '../../report/call-log.ts';
import { runFiles } from '../../report/files.ts';
import { readableJson } from '../../report/json.ts';
import type { RunContext } from '../../report/run-context.ts';
import type { FileContent, Host } from '../host-seam.ts';
import { unpackAttempts } from './attempt-columns.ts';
import { attemptLines } from './attempts-file.ts';
import type { ChosenSelector } from './chosen-selector.ts';
import type { Crew } from './crew.ts';
import { TIMING_FILE } from './result-folder.ts';
import type { Timing } from './run-scenario.ts';
import { simulate } from './simulate.ts';

/** What the reports of a run need besides its experiment; simulates the exemplars once more. */
export function runContext(
  host: Host,
  experiment: Experiment,
  selector: ChosenSelector,
  reproduce: string,
): RunContext {
  const { scenario } = experiment.loaded;
  const exemplars = recordExemplars(
    chooseExemplars(experiment.aggregate),
    scenario,
    experiment.aggregate,
    (replication, observer) => simulate(scenario, replication, selector.create, observer),
  );
  return {
    version: host.version,
    node: host.nodeVersion,
    selector: selector.label,
    reproduce,
    exemplars,
  };
}

/** Everything that a run leaves but the hashes: what grows with the replications is made while it is written. */
export async function renderFiles(
  host: Host,
  experiment: Experiment,
  context: RunContext,
  timing: Timing,
  attempts: Crew | null,
): Promise<Map<string, FileContent>> {
  const files = new Map<string, FileContent>();
  for (const file of runFiles(context)) {
    files.set(file.name, () => file.render(experiment, context));
  }
  if (attempts !== null) {
    const { scenario } = experiment.loaded;
    const lines = attemptLines(attempts, scenario, experiment.replications, timing.workers);
    files.set('attempts.ndjson.gz', await host.gzip(lines));
    const first = unpackAttempts(await attempts.attempts(0));
    files.set(CALL_LOG_FILE, () => renderCallLog(scenario, first));
  }
  files.set(TIMING_FILE, timingText(host, experiment, timing));
  return files;
}

/** The only file that may differ between two equal runs. */
function timingText(host: Host, experiment: Experiment, timing: Timing): string {
  const { events, dials } = experiment.aggregate;
  const perSecond = (count: number) => Math.round((count / Math.max(timing.wallMs, 1)) * 1000);
  return readableJson({
    schemaVersion: 1,
    startedAt: new Date(timing.startedEpochMs).toISOString(),
    wallMs: Math.round(timing.wallMs),
    workers: timing.workers,
    machine: host.machine,
    node: host.nodeVersion,
    events,
    dials,
    eventsPerSecond: perSecond(events),
    dialsPerSecond: perSecond(dials),
  });
}
