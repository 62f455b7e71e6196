import { printable } from '../../report/text/width.ts';
import type { Check, GateReport, GateSection } from './against-report.ts';

/**
 * JUnit's XML as CI servers read it: a suite per gate, a test case per check; worse and unsure are
 * failures of different types. A gate without a check that moved is one passed case.
 */
export function junitText(report: GateReport): string {
  const suites = report.sections.map(suiteText);
  if (report.notJudged.length > 0) suites.push(notJudgedText(report.notJudged));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="poolsim against ${attribute(report.base)}">\n${suites.join('')}</testsuites>\n`;
}

function suiteText(section: GateSection): string {
  const { gate, title, checks, notes } = section;
  const cases = checks.length === 0 ? [passed(gate, title)] : checks.map((c) => caseText(gate, c));
  const failures = checks.filter(isFailure).length;
  return [
    `  <testsuite name="${attribute(title)}" tests="${cases.length}" failures="${failures}">\n`,
    ...cases,
    `    <system-out>${text(notes.join('\n'))}</system-out>\n`,
    '  </testsuite>\n',
  ].join('');
}

function notJudgedText(reasons: readonly string[]): string {
  const cases = reasons.map(
    (why) =>
      `    <testcase classname="poolsim" name="${attribute(why)}">\n      <failure type="unsure" message="not judged"/>\n    </testcase>\n`,
  );
  return `  <testsuite name="not judged" tests="${cases.length}" failures="${cases.length}">\n${cases.join('')}  </testsuite>\n`;
}

function isFailure({ result }: Check): boolean {
  return result === 'failed' || result === 'unsure';
}

function passed(gate: string, title: string): string {
  return `    <testcase classname="poolsim.${gate}" name="${attribute(title)}"/>\n`;
}

function caseText(gate: string, check: Check): string {
  const { name, verdict, base, head, change, why } = check;
  const open = `    <testcase classname="poolsim.${gate}" name="${attribute(name)}"`;
  const told = `${verdict.replaceAll('_', ' ')}: ${base} → ${head}, ${why ?? change}`;
  if (!isFailure(check)) return `${open}/>\n`;
  return `${open}>\n      <failure type="${attribute(verdict)}" message="${attribute(told)}"/>\n    </testcase>\n`;
}

function text(value: string): string {
  return value.replace(/[&<>]/g, (mark) => ENTITIES[mark]!);
}

function attribute(value: string): string {
  return printable(value).replace(/[&<>"]/g, (mark) => ENTITIES[mark]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
