import { stringify } from 'yaml';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import { answerDocument } from '../../report/plan/answer-document.ts';
import { planAnswer } from '../../report/plan/plan-answer.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import { refuseInput } from '../refuse-overwriting.ts';
import { relativePath } from '../relative-path.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The answer extends the scenario, so that it can stand in the place of none of the scenario's own files,
 * and the scenario is no pipe.
 * @throws {UsageError} also with `--force`
 */
export async function refuseOwnInput(
  host: Host,
  loaded: LoadedScenario,
  typed: string,
): Promise<void> {
  const { source } = loaded;
  if (await host.files.isPipe(host.files.resolve(source, null))) {
    const remedy = 'save that in a file and plan the file';
    throw new UsageError(`--write ${typed}: it would extend ${source}, which is a pipe; ${remedy}`);
  }
  refuseInput(host, loaded, typed);
}

/** Writes the scenario with the answer filled in: it extends the planned one. */
export async function writeAnswer(
  host: Host,
  loaded: LoadedScenario,
  found: Plan,
  answer: Trial,
  typed: string,
): Promise<void> {
  const { files } = host;
  const path = files.resolve(typed, null);
  const document = answerDocument(loaded, found, answer, {
    base: relativePath(path, files.resolve(loaded.source, null)),
    resolve: (value, origin) =>
      relativePath(
        path,
        files.resolve(value, origin === null ? null : files.resolve(origin, null)),
      ),
  });
  const comment = planAnswer(found).sentence.replaceAll('\n', ' ');
  const text = `# ${comment}\n${stringify(document, { lineWidth: 0 })}`;
  await files.makeFolder(files.resolve('.', path));
  await files.writeFile(path, text);
}
