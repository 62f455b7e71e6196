import { parsePhone } from '../phone/parse.ts';

/** Numbers grouped by the country they tell, `??` where they tell none; order kept. */
export function numbersByCountry(numbers: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const e164 of numbers) {
    const country = parsePhone(e164).country ?? '??';
    const group = groups.get(country);
    if (group === undefined) groups.set(country, [e164]);
    else group.push(e164);
  }
  return groups;
}
