const FORMULA_START = /^'*(?:[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/;
const E164 = /^\+[1-9]\d{6,14}$/;
const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A cell that a spreadsheet would run as a formula (CSV injection, OWASP) gets an apostrophe in
 * front, which spreadsheets take for "this is text". E.164 numbers and plain numbers pass untouched.
 * What starts with apostrophes before such a formula gets one more, so that {@link csvRaw} can tell.
 */
export function csvSafe(cell: string): string {
  if (!FORMULA_START.test(cell)) return cell;
  if (E164.test(cell) || PLAIN_NUMBER.test(cell)) return cell;
  return `'${cell}`;
}

/** The text that {@link csvSafe} made a cell of. */
export function csvRaw(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}
