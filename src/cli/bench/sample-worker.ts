import type { SampleRequest } from '../../bench/sample.ts';
import { importModule, processMeters } from '../host.ts';
import { answerRequest } from './answer-request.ts';

// One process measures one case once: the request is its argument, its answer the last line it prints.

const request = JSON.parse(process.argv[2] ?? '') as SampleRequest;
const sample = await answerRequest(request, importModule, processMeters);
process.stdout.write(`\n${JSON.stringify(sample)}\n`);
