import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIN } from '../support/dist-command.ts';
import { ROOT } from './documents.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of what a reader has, with `poolsim` on the path and as a package: `npm test` builds it first. */
export class Playground {
  readonly folder = mkdtempSync(join(tmpdir(), 'poolsim-docs-'));

  constructor() {
    for (const name of ['fixtures', 'scenarios', 'examples', 'schemas']) {
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    }
    // A package of its own: else one above the temporary folder could take itself for `poolsim`.
    this.write('package.json', '{ "private": true }\n');
    mkdirSync(join(this.folder, 'bin'));
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(ROOT, join(this.folder, 'node_modules/poolsim'));
    symlinkSync(join(ROOT, 'node_modules/@types'), join(this.folder, 'node_modules/@types'));
    const command = join(this.folder, 'bin/poolsim');
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
    chmodSync(command, 0o755);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  shell(script: string): Promise<Ran> {
    // A bash whose input is a socket takes itself for a remote login and reads the user's own file first.
    return this.run('bash', ['--norc', '-euo', 'pipefail', '-c', script]);
  }

  run(program: string, argv: readonly string[]): Promise<Ran> {
    const { FORCE_COLOR: _, ...inherited } = process.env;
    const path = `${join(this.folder, 'bin')}:${inherited.PATH}`;
    const env = { ...inherited, PATH: path, NO_COLOR: '1' };
    return new Promise((done) => {
      const options = { cwd: this.folder, env, maxBuffer: 1e8 };
      execFile(program, [...argv], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        done({ code, stdout, stderr });
      });
    });
  }
}
