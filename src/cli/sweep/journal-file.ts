import {
  headLine,
  type JournalHead,
  type JournalLine,
  readHead,
  readLine,
} from '../../experiment/sweep/journal.ts';
import type { Host } from '../host-seam.ts';

/** A journal as it lies on the disk. */
export interface StoredJournal {
  readonly head: JournalHead;
  readonly lines: readonly JournalLine[];
  /** Lines that a crash tore, or that somebody changed. */
  readonly damaged: number;
  /** Whether the last line is ended, so that another one can be appended. */
  readonly ended: boolean;
}

/** Reads a journal; null where its first line is no journal's, or is torn. @throws {InputFileError} */
export async function readJournal(host: Host, path: string): Promise<StoredJournal | null> {
  let head: JournalHead | null = null;
  let first = '';
  const lines: JournalLine[] = [];
  let damaged = 0;
  let ended = true;
  for await (const { text, whole } of linesOf(host, path)) {
    ended = whole;
    if (head === null) {
      head = readHead(text);
      first = text;
      if (head === null) return null;
      continue;
    }
    // Two processes that began at once have both written it.
    if (text === first) continue;
    const line = readLine(head.plan.experiment, text);
    if (line === null) damaged++;
    else lines.push(line);
  }
  return head === null ? null : { head, lines, damaged, ended };
}

/** The lines of a file, the last one too where nothing ends it. */
async function* linesOf(
  host: Host,
  path: string,
): AsyncGenerator<{ readonly text: string; readonly whole: boolean }> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of host.files.stream(path)) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    for (const text of pieces) yield { text, whole: true };
  }
  if (rest !== '') yield { text: rest, whole: false };
}

/** Where finished blocks are written down, one line each, as they come. */
export class JournalFile {
  readonly host: Host;
  readonly path: string;
  /** Lines are written one after the other, each whole. */
  last: Promise<void> = Promise.resolve();

  constructor(host: Host, path: string) {
    this.host = host;
    this.path = path;
  }

  /** Begins a journal. @throws {OutputError} */
  async begin(...head: Parameters<typeof headLine>): Promise<void> {
    await this.host.files.makeFolder(this.host.files.resolve('.', this.path));
    await this.append([headLine(...head)]);
  }

  /** Resolves when the lines have been handed to the system: from then on a crash does not lose them. */
  append(lines: readonly string[]): Promise<void> {
    const text = lines.join('');
    this.last = this.last.then(() => this.host.files.appendFile(this.path, text));
    return this.last;
  }
}
