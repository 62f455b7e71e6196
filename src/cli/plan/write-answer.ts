import { stringify } from 'yaml';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import { answerDocument } from '../../report/plan/answer-document.ts';
import { planAnswer } from '../../report/plan/plan-answer.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import { relativePath } from '../relative-path.ts';

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
  await files.writeFile(path, text);
}
