/** The drawing of the rooms as rules over source text: path → text, paths from the project's root. */
export type Sources = ReadonlyMap<string, string>;

/** One violation in words that name the file. */
export type Fault = string;

/** Height of each room in the drawing: a room imports only from its own folder and from lower ones. */
const LEVELS: Readonly<Record<string, number>> = {
  base: 0,
  selector: 1,
  kernel: 1,
  stats: 1,
  model: 2,
  scenario: 2.5,
  experiment: 3,
  bench: 3,
  report: 4,
  cli: 5,
};

/** What each room may take from outside the project; `null` = anything. */
const PACKAGES: Readonly<Record<string, readonly string[] | null>> = {
  base: [],
  selector: [],
  kernel: ['seedrandom'],
  stats: [],
  model: [],
  scenario: null,
  experiment: [],
  bench: ['seedrandom', 'tinybench'],
  report: ['csv-stringify/sync'],
  cli: null,
};

/** Folders that may have an `index.ts`, and the door of each. */
const DOORS = ['src/index.ts', 'src/selector/index.ts'];

/** Started by the command line, by a thread or by a process of their own: nobody imports them. */
const ENTRIES =
  /^src\/(?:index|cli\/main|cli\/worker|cli\/bench\/sample-worker|cli\/baseline\/model-worker)\.ts$/;

/** `cli/host.ts` alone touches the machine, but for the entries, which hand it on. */
const MACHINE_ROOM =
  /^src\/cli\/(?:host|main|worker|bench\/sample-worker|baseline\/model-worker)\.ts$/;

/** Scripts that run in a browser: text here, which nobody runs; `browser/` is their source. */
export const BROWSER_SCRIPT = /^src\/report\/html\/script\/[\w-]+\.generated\.ts$/;

const MAX_LINES = 400;

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\()(['"])([^'"\n]+)\1/g;

/** Source without comments, so that a rule is not broken by a sentence about it. */
export function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

export interface Import {
  readonly from: string;
  /** Path of a file of the project, or the name of a package. */
  readonly to: string;
  readonly inside: boolean;
}

export function importsOf(path: string, text: string): Import[] {
  return [...code(text).matchAll(SPECIFIER)].map(([, , specifier]) => {
    if (!specifier.startsWith('.')) return { from: path, to: specifier, inside: false };
    return { from: path, to: resolve(path, specifier), inside: true };
  });
}

function resolve(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const inSource = (path: string) => path.startsWith('src/') && path.endsWith('.ts');

/** The room of a file, or '' for the package's public door. */
export function roomOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1] : '';
}

function ownImports(sources: Sources): Import[] {
  return [...sources].filter(([path]) => inSource(path)).flatMap(([p, text]) => importsOf(p, text));
}

/** A room imports only from itself and from rooms below it. */
export function wrongArrows(sources: Sources): Fault[] {
  return ownImports(sources).flatMap(({ from, to, inside }) => {
    const room = roomOf(from);
    // A file that is only read, as the package's own description, is no arrow.
    if (!inside || room === '' || !to.endsWith('.ts')) return [];
    if (!to.startsWith('src/')) return [`${from} reaches out of src to ${to}`];
    if (LEVELS[room] === undefined) return [`${from} lies in a room that is not in the drawing`];
    const other = roomOf(to);
    if (other === room) return [];
    return LEVELS[other] < LEVELS[room] ? [] : [`${from} imports ${to}: ${room} is not above`];
  });
}

/** The selector can be lifted out: nothing from elsewhere, and one door into it. */
export function leaksOfSelector(sources: Sources): Fault[] {
  return ownImports(sources).flatMap(({ from, to, inside }) => {
    const own = roomOf(from) === 'selector';
    if (own) return inside && roomOf(to) === 'selector' ? [] : [`${from} imports ${to}`];
    if (!inside || roomOf(to) !== 'selector' || to === 'src/selector/index.ts') return [];
    return [`${from} goes past the selector's door to ${to}`];
  });
}

/** Packages and Node only where the drawing allows them. */
export function wrongPackages(sources: Sources): Fault[] {
  return ownImports(sources).flatMap(({ from, to, inside }) => {
    if (inside) return [];
    const allowed = roomOf(from) === '' ? [] : PACKAGES[roomOf(from)];
    return allowed === null || allowed?.includes(to) ? [] : [`${from} imports ${to}`];
  });
}

const TIMERS = /(?<![.\w])set(?:Timeout|Interval|Immediate)\s*\(/;
const MACHINE: readonly [RegExp, string][] = [
  [/\bMath\.random\b/, 'Math.random'],
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bconsole\s*\./, 'console'],
  [
    /(?<![.\w])process\s*\.\s*(?:env|argv|exit|exitCode|std\w+|cwd|on|once|off|platform|version|memoryUsage|hrtime|nextTick)\b/,
    'process',
  ],
  [/(?<![.\w])performance\s*\./, 'performance'],
];

/** Time, chance and the process are handed in; nobody helps himself. */
export function machineAccess(sources: Sources): Fault[] {
  return [...sources].flatMap(([path, text]) => {
    if (!inSource(path) || BROWSER_SCRIPT.test(path)) return [];
    const bare = code(text);
    // The command line may give way to a key press; nothing below it waits for real time.
    const waits = roomOf(path) !== 'cli' && TIMERS.test(bare);
    const own = waits ? [`${path} uses timers`] : [];
    return own.concat(
      MACHINE.flatMap(([pattern, name]) => {
        const allowed = MACHINE_ROOM.test(path) && name !== 'Math.random';
        return !allowed && pattern.test(bare) ? [`${path} uses ${name}`] : [];
      }),
    );
  });
}

/** Every file is imported by another one, or is an entry. */
export function orphans(sources: Sources): Fault[] {
  const wanted = new Set(
    [...sources].flatMap(([path, text]) =>
      importsOf(path, text).flatMap(({ to, inside }) => (inside ? [to] : [])),
    ),
  );
  return [...sources.keys()].filter(
    (path) => inSource(path) && !wanted.has(path) && !ENTRIES.test(path),
  );
}

/** No barrel files but the doors. */
export function barrels(sources: Sources): Fault[] {
  return [...sources].flatMap(([path, text]) => {
    if (!inSource(path)) return [];
    if (path.endsWith('/index.ts') && !DOORS.includes(path)) return [`${path} is a barrel`];
    return /\bexport\s*\*/.test(code(text)) ? [`${path} exports all of another file`] : [];
  });
}

export function tooLong(sources: Sources): Fault[] {
  return [...sources].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n').length;
    return inSource(path) && lines > MAX_LINES ? [`${path} has ${lines} lines`] : [];
  });
}

/** Words for work that was left. */
export function leftovers(sources: Sources): Fault[] {
  return [...sources].flatMap(([path, text]) => {
    const found = text.match(/\b(?:FIXM[E]|TOD[O]|XX[X]|HAC[K])\b/);
    return found === null ? [] : [`${path} has a left-over ${found[0]}`];
  });
}

/** A generic snapshot sees ordinary fields only. */
export function hiddenState(sources: Sources): Fault[] {
  const rooms = ['base', 'kernel', 'selector', 'model'];
  return [...sources].flatMap(([path, text]) => {
    if (!inSource(path) || !rooms.includes(roomOf(path))) return [];
    return /\bthis\.#|^\s*(?:static |readonly )*#\w+/m.test(code(text))
      ? [`${path} hides state in a #private field`]
      : [];
  });
}

const MACHINE_PATH =
  /(?:^|[\s"'`(=:])(?:file:\/\/)?\/(?:work|root|Users|workspace|var\/folders)\/\w|[A-Z]:\\(?:Users|work)/;
const HOME_PATH = /(?:^|[\s"'`(=:])\/home\/\w+\//;
const REGISTRY = /\bregistry\.[a-z]+\.|npmj[s]\.(?:org|com)|artifactor[y]|verdacci[o]/i;
const PLACES = '"resolved"';

/** Nothing that only this machine has: absolute paths, hosts of package registries. */
export function machineTraces(sources: Sources): Fault[] {
  return [...sources].flatMap(([path, text]) => {
    // Tests have a disk in memory, with a home of its own.
    const home = !path.startsWith('test/') && HOME_PATH.test(text);
    const places = path.endsWith('package-lock.json') && text.includes(PLACES);
    const found = home || places || MACHINE_PATH.test(text) || REGISTRY.test(text);
    return found ? [`${path} names a path or host of one machine`] : [];
  });
}
