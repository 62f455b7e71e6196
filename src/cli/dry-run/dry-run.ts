import type { LoadedScenario } from '../../scenario/loaded.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';
import type { ChosenSelector } from '../run/chosen-selector.ts';
import type { Answer } from '../run/full-run.ts';
import type { Interruption } from '../run/interruption.ts';
import { seconds } from '../run/progress.ts';
import type { RunArguments } from '../run/run-arguments.ts';
import { withCrew, workersFor } from '../run/run-scenario.ts';
import { resolvedDocument } from '../scenarios/show-scenarios.ts';
import { type Estimate, estimateRun } from './estimate.ts';
import { resolvedLines, resolvedText } from './resolved-lines.ts';

/** Shows what a run would do, and about how long it would take. Nothing is written. */
export async function dryRun(
  host: Host,
  loaded: LoadedScenario,
  args: RunArguments,
  selector: ChosenSelector,
  interruption: Interruption,
): Promise<Answer> {
  const workers = workersFor(host, args.workers, loaded);
  const auto = loaded.replications === 'auto';
  const replications =
    loaded.replications === 'auto' ? loaded.replicationBudget : loaded.replications;
  const estimate = await withCrew(host, loaded, selector, workers, interruption, (crew) =>
    estimateRun(host, crew, loaded.scenario, replications, workers),
  );
  if (args.format === 'json') {
    const document = { ...resolvedDocument(loaded), estimate: { ...estimate, auto } };
    return { code: EXIT.done, document };
  }
  host.stdout.write(resolvedText(resolvedLines(loaded)));
  for (const { file, rows, skippedRows } of loaded.inputs) {
    if (rows > 0) host.stdout.write(`input ${file}: ${rows} rows, ${skippedRows} skipped\n`);
  }
  for (const { text, hint } of loaded.warnings) host.stdout.write(`warning: ${text} — ${hint}\n`);
  host.stdout.write(`\n${estimateText(estimate, auto)}\n`);
  return { code: EXIT.done, document: null };
}

function estimateText(estimate: Estimate, auto: boolean): string {
  const { by, replications, workers, eventsPerReplication, events, wallMs } = estimate;
  const count = (value: number) => Math.round(value).toLocaleString('en-US');
  const upTo = auto ? 'up to ' : '';
  const threads = workers === 1 ? '1 thread' : `${workers} threads`;
  const how =
    by === 'pilot'
      ? 'from a pilot of a few replications'
      : 'a formula over contacts, retries and hours: one replication takes longer than 5 s';
  return [
    `estimate: ${upTo}${count(replications)} replications of about ${count(eventsPerReplication)} events, ${upTo}${count(events)} in all`,
    `          ${upTo}${seconds(wallMs)} on ${threads} (${how})`,
  ].join('\n');
}
