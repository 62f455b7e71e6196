import { nodeHost } from '../../src/cli/host.ts';
import { runExperiment } from '../../src/experiment/run-experiment.ts';
import { resultLayout, runReplication } from '../../src/model/run-replication.ts';
import { storedRunOf } from '../../src/report/stored/of-experiment.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { loadScenario } from '../../src/scenario/load.ts';

const HOST = nodeHost();

/** Runs a scenario of the catalogue on this thread; as a rule in fewer replications than its own. */
export async function runHere(name: string, replications: number | null): Promise<StoredRun> {
  const { files } = HOST;
  const path = new URL(`../../scenarios/${name}.yaml`, import.meta.url).pathname;
  const loaded = await loadScenario(path, files, {
    set: [],
    seed: null,
    replications: replications === null ? null : String(replications),
    columnMap: [],
    skipBadRows: false,
    environment: {},
  });
  const { scenario } = loaded;
  const experiment = await runExperiment({
    loaded,
    layout: resultLayout(scenario),
    replicate: async (indices) =>
      Array.from(indices, (replication) => runReplication(scenario, { replication })),
    limits: { workers: 1 },
  });
  const context = { version: '', node: '', selector: '', reproduce: '', exemplars: [] };
  return storedRunOf(experiment, context);
}
