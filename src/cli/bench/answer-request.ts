import { caseNamed } from '../../bench/all-cases.ts';
import { NotInstalled } from '../../bench/bench-case.ts';
import type { Sample, SampleRequest } from '../../bench/sample.ts';
import { type ProcessMeters, sampleCase } from '../../bench/sample-case.ts';
import { loadSubject } from './load-subject.ts';

/** What one process does: reads the request, measures the case, answers. */
export async function answerRequest(
  request: SampleRequest,
  load: (path: string) => Promise<Readonly<Record<string, unknown>>>,
  meters: ProcessMeters,
): Promise<Sample> {
  try {
    const subject = await loadSubject(request.variant, load);
    const { timeMs, provenHash } = request;
    const options = provenHash === undefined ? { timeMs } : { timeMs, provenHash };
    return await sampleCase(caseNamed(request.case), subject, options, meters);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const kind = error instanceof NotInstalled ? 'skipped' : 'wrong';
    return { kind, case: request.case, why };
  }
}
