import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The module with the bundled script of the moving picture: where it lies, and what it must hold. */
export async function replayModule(): Promise<{ path: string; text: string }> {
  const bundle = await build({
    entryPoints: [`${ROOT}browser/replay/main.ts`],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    write: false,
    legalComments: 'none',
  });
  // Nothing in it may end the element that it will stand in.
  const script = bundle.outputFiles[0].text.trim().replaceAll('</', '<\\/');
  return {
    path: `${ROOT}src/report/html/script/replay.generated.ts`,
    text:
      '// Made from browser/replay by `npm run bundle`; a test holds it to that.\n\n' +
      `/** The script of the moving picture, bundled. */\nexport const REPLAY_SCRIPT = ${quoted(script)};\n`,
  };
}

/** As a template literal, whose text is the script itself but for three signs. */
function quoted(script: string): string {
  return `\`${script.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}
