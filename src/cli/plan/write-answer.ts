import { stringify } from 'yaml';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import { answerDocument } from '../../report/plan/answer-document.ts';
import { planAnswer } from '../../report/plan/plan-answer.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';

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

/** `to` as a file at `from` would name it; absolute where they have no folder in common. */
function relativePath(from: string, to: string): string {
  const [a, b] = [from.split('/').slice(0, -1), to.split('/')];
  let common = 0;
  while (common < a.length && common < b.length - 1 && a[common] === b[common]) common++;
  if (common <= 1) return to;
  return [...a.slice(common).map(() => '..'), ...b.slice(common)].join('/');
}
