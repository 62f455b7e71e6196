import type { SampleRequest } from '../../bench/sample.ts';
import { nodeHost, processMeters } from '../host.ts';
import { answerRequest } from './answer-request.ts';

// One process measures one case once: the request is its argument, its answer the last line it prints.

const host = nodeHost();
const request = JSON.parse(host.argv[0] ?? '') as SampleRequest;
const sample = await answerRequest(request, (path) => host.importModule(path), processMeters);
host.stdout.write(`\n${JSON.stringify(sample)}\n`);
