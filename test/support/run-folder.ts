import type { Experiment } from '../../src/experiment/experiment.ts';
import { runFiles } from '../../src/report/files.ts';
import type { RunContext } from '../../src/report/run-context.ts';
import {
  MANIFEST_FILE,
  type RunRead,
  readManifest,
  readStoredRun,
} from '../../src/report/stored/read-stored-run.ts';

/** What a run leaves, as texts by name. */
export function folderTexts(experiment: Experiment, context: RunContext): Map<string, string> {
  return new Map(
    runFiles(context).map((file) => [file.name, [...file.render(experiment, context)].join('')]),
  );
}

/** Reads it as `poolsim report` does. */
export function readFolder(texts: ReadonlyMap<string, string>): RunRead {
  const manifest = readManifest(texts.get(MANIFEST_FILE) ?? '', `run/${MANIFEST_FILE}`);
  return manifest.ok ? readStoredRun(manifest.manifest, texts, 'run/') : manifest;
}
