import { countModel } from '../../bench/baseline/model-work.ts';
import type { Variant } from '../../bench/sample.ts';
import { loadSubject } from '../bench/load-subject.ts';
import { nodeHost } from '../host.ts';
import type { ModelAnswer } from './model-of.ts';
import { StepCounter } from './step-counter.ts';

// One process counts the steps of one model: whose is its argument, the answer the last line it prints.

const host = nodeHost();
const counter = new StepCounter();
const variant = JSON.parse(host.argv[0] ?? '') as Variant;
let answer: ModelAnswer;
try {
  const subject = await loadSubject(variant, (path) => host.importModule(path));
  const model = countModel(await subject.replication(), (action) => {
    counter.take();
    return { value: action(), steps: counter.take() };
  });
  answer = { kind: 'counted', model };
} catch (error) {
  answer = { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
}
host.stdout.write(`\n${JSON.stringify(answer)}\n`);
