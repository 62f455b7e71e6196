import type { Check, CheckResult, GateReport } from './against-report.ts';

const COMMANDS: Readonly<Record<CheckResult, string | null>> = {
  failed: 'error',
  unsure: 'warning',
  informed: 'notice',
  passed: null,
};

/**
 * Workflow commands of GitHub Actions, one line for each check that is not plainly passed: they become
 * annotations of the run. "Workflow commands for GitHub Actions", GitHub documentation.
 */
export function githubText(report: GateReport): string {
  const lines = report.sections.flatMap(({ gate, checks }) =>
    checks.flatMap((check) => annotation(gate, check)),
  );
  for (const why of report.notJudged)
    lines.push(`::warning title=poolsim::${message(`not judged: ${why}`)}`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function annotation(gate: string, check: Check): string[] {
  const command = COMMANDS[check.result];
  if (command === null) return [];
  const { name, verdict, base, head, change, why } = check;
  const title = property(`poolsim ${gate}: ${name}`);
  const text = message(`${verdict.replaceAll('_', ' ')}: ${base} → ${head}, ${why ?? change}`);
  return [`::${command} title=${title}::${text}`];
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
