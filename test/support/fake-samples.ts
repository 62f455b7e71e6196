import type { Sample, SampleRequest, SampleTaken, Variant } from '../../src/bench/sample.ts';
import type { ProcessEnd } from '../../src/cli/host-seam.ts';

/** Which side a request is of. */
export function sideOf({ variant }: SampleRequest): 'here' | 'module' | 'checkout' {
  if (variant === 'here') return 'here';
  return 'module' in (variant as Exclude<Variant, 'here'>) ? 'module' : 'checkout';
}

/**
 * Processes that answer at once: 5 ns a draw, 50 ns an operation with a hair of noise.
 * @param change what a sample has otherwise
 */
export function fakeSamples(
  change: (request: SampleRequest, before: number) => Partial<SampleTaken> | Sample = () => ({}),
) {
  const asked: SampleRequest[] = [];
  const runEntry = (_: unknown, _entry: string, args: readonly string[]): ProcessEnd => {
    const request = JSON.parse(args[0]!) as SampleRequest;
    const before = asked.filter((each) => each.case === request.case).length;
    asked.push(request);
    const sample = {
      kind: 'taken',
      case: request.case,
      nsPerOperation: 50 + (before % 3) / 10,
      aleaNs: 5,
      emptyNs: 40,
      secondsPerRun: 0.001,
      bytesPerOperation: 0,
      operations: 1_000,
      answerHash: 'abc',
      work: null,
      peakMemoryBytes: 2 ** 27,
      ...change(request, before),
    };
    return { code: 0, stdout: `${JSON.stringify(sample)}\n`, stderr: '' };
  };
  return { asked, runEntry };
}
