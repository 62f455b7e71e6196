import type { CommandDefinition } from './command-definition.ts';
import type { Host } from './host-seam.ts';

/** Words that can stand where the cursor is: commands, options of the command, scenario files. */
export async function completeWord(
  host: Host,
  commands: readonly CommandDefinition[],
): Promise<string[]> {
  // The shell hands over the line so far behind `--get-yargs-completions`.
  const words = host.argv.slice(2);
  const current = words.at(-1) ?? '';
  const names = commands.map((definition) => definition.usage.split(' ', 1)[0]!);
  const command = commands.find((definition) => definition.usage.split(' ', 1)[0] === words[0]);
  if (command === undefined || words.length < 2)
    return names.concat('completion').filter((name) => name.startsWith(current));
  if (current.startsWith('-')) {
    const options = Object.keys(command.options).map((name) => `--${name}`);
    return [...options, '--help'].filter((name) => name.startsWith(current));
  }
  return command.usage.includes('scenario') ? scenarioFiles(host, current) : [];
}

async function scenarioFiles(host: Host, current: string): Promise<string[]> {
  const slash = current.lastIndexOf('/');
  const folder = current.slice(0, slash + 1);
  const found: string[] = [];
  for (const name of await host.files.list(
    host.files.resolve(folder === '' ? '.' : folder, null),
  )) {
    if (/\.(ya?ml|json)$/.test(name)) found.push(folder + name);
    else if ((await host.files.kind(host.files.resolve(folder + name, null))) === 'folder') {
      if (!/^(\.|node_modules$|dist$)/.test(name)) found.push(`${folder}${name}/`);
    }
  }
  return found.filter((name) => name.startsWith(current));
}
