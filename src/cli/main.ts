#!/usr/bin/env node
import { finish, nodeHost } from './host.ts';
import { runCommandLine } from './program.ts';

const host = nodeHost();
finish(host, await runCommandLine(host));
