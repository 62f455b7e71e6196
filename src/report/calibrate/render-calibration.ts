import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import type { Palette } from '../text/palette.ts';
import { escaped, sectionParts } from '../text/render-markdown.ts';
import { hanging, sectionLines, warningLines } from '../text/render-text.ts';
import { wrap } from '../text/width.ts';
import { calibrationReport } from './calibration-report.ts';

const WIDTH = 80;
const LIMITS = 'What the log cannot tell';

/** No line is wider than 80 columns. */
export function renderCalibrationText(
  calibration: Calibration,
  file: string,
  palette: Palette,
): string {
  const report = calibrationReport(calibration, file);
  const lines = [
    ...wrap(report.sentence, WIDTH).map(palette.bold),
    ...wrap(report.subtitle, WIDTH).map(palette.dim),
  ];
  for (const section of report.sections) lines.push('', ...sectionLines(section, palette));
  lines.push('', palette.bold(LIMITS));
  for (const limit of report.limits) lines.push(...hanging('- ', limit, palette.dim));
  lines.push(...warningLines(report.warnings, palette));
  return `${lines.join('\n')}\n`;
}

export function renderCalibrationMarkdown(calibration: Calibration, file: string): string {
  const report = calibrationReport(calibration, file);
  const parts = [
    '# poolsim calibrate',
    `**${escaped(report.sentence)}**`,
    escaped(report.subtitle),
    ...report.sections.flatMap(sectionParts),
    `## ${LIMITS}`,
    report.limits.map((limit) => `- ${escaped(limit)}`).join('\n'),
  ];
  if (report.warnings.length > 0) {
    const lines = report.warnings.map(({ text, hint }) =>
      hint === '' ? `- ${escaped(text)}` : `- ${escaped(text)}  \n  → ${escaped(hint)}`,
    );
    parts.push('## Warnings', lines.join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
