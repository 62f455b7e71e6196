import { UsageError } from '../usage-error.ts';
import { type ImportModule, importSelector, type NamedModule } from './selector-module.ts';

/** A thread that finds out whether a module gives a selector. */
export interface ModuleSetup {
  readonly kind: 'module';
  readonly module: NamedModule;
}

export interface ModuleAnswer {
  /** What is wrong with it, as the user is to read it; null when it gives a selector. */
  readonly wrong: string | null;
}

export function moduleRunner(
  { module }: ModuleSetup,
  importModule: ImportModule,
): () => Promise<ModuleAnswer> {
  return async () => {
    try {
      await importSelector(module, importModule);
      return { wrong: null };
    } catch (error) {
      if (error instanceof UsageError) return { wrong: error.message };
      throw error;
    }
  };
}
