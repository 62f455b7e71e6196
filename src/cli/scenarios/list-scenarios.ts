import { parse } from 'yaml';
import { EXIT } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';

export interface ListArguments {
  readonly folder: string;
  readonly json: boolean;
}

interface Listed {
  readonly path: string;
  readonly name: string;
  readonly why: string;
}

/** Prints path, name and question of every scenario in a folder. Only their heads are read. */
export const listScenarios: Command<ListArguments> = async (host, { folder, json }) => {
  const root = host.files.resolve(folder, null);
  if ((await host.files.kind(root)) !== 'folder') {
    throw new UsageError(`there is no folder ${folder}; poolsim scenarios init makes a scenario`);
  }
  const listed: Listed[] = [];
  for (const name of await host.files.list(root)) {
    if (!/\.(ya?ml|json)$/.test(name)) continue;
    const path = host.files.resolve(name, `${root}/.`);
    const head = await readHead(host, path);
    if (head !== null) listed.push({ path: host.files.display(path), ...head });
  }
  if (json) host.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
  else for (const { path, name, why } of listed) host.stdout.write(`${path}\n  ${name}: ${why}\n`);
  if (listed.length === 0) host.stderr.write(`no scenarios in ${folder}\n`);
  return EXIT.done;
};

/** Null for a file that is no scenario, whatever else it may be. */
async function readHead(host: Host, path: string): Promise<Omit<Listed, 'path'> | null> {
  try {
    const document: unknown = parse(await host.files.readText(path));
    const { name, why } = document as { name?: unknown; why?: unknown };
    return typeof name === 'string' ? { name, why: typeof why === 'string' ? why : '' } : null;
  } catch {
    return null;
  }
}
