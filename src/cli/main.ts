#!/usr/bin/env node
import { EXIT } from './exit-codes.ts';
import { reportFailure } from './failure.ts';
import { finish, nodeHost } from './host.ts';
import { runCommandLine } from './program.ts';

const host = nodeHost();
host.onCrash((error) => {
  reportFailure(host, error, null);
  host.quit(EXIT.fault);
});
finish(host, await runCommandLine(host));
