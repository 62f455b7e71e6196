import { loadScenario } from '../scenario/load.ts';
import type { LoadedScenario, LoadOptions } from '../scenario/loaded.ts';
import type { Host } from './host-seam.ts';

/** Loads a scenario with the `POOLSIM_*` variables of the environment. @throws {InputProblems} */
export function load(
  host: Host,
  path: string,
  options: Omit<LoadOptions, 'environment'>,
): Promise<LoadedScenario> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(host.env)) {
    if (name.startsWith('POOLSIM_') && name !== 'POOLSIM_DEBUG' && value !== undefined) {
      environment[name] = value;
    }
  }
  return loadScenario(path, host.files, { ...options, environment });
}
