import { allCases } from '../../bench/all-cases.ts';
import { type BenchCase, CASE_GROUPS } from '../../bench/bench-case.ts';
import { nearest } from '../../scenario/nearest.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The cases that a filter names: a group, or a part of the name. Without a filter all of them; `quick`
 * then leaves out those that take long.
 * @throws {UsageError} when there are none
 */
export function chooseCases(
  filter: string | null,
  quick: boolean,
  isModule: boolean,
): readonly BenchCase[] {
  const fitting = allCases().filter(({ takesModule }) => takesModule === true || !isModule);
  if (filter === null) return fitting.filter(({ slow }) => !(quick && slow));
  const exact = fitting.filter(({ name }) => name === filter);
  if (exact.length > 0) return exact;
  const found = fitting.filter(({ group, name }) => group === filter || name.includes(filter));
  if (found.length > 0) return found;
  const names = fitting.map(({ name }) => name);
  const families = fitting.flatMap(({ family }) => family ?? []);
  const near = nearest(filter, [...new Set([...CASE_GROUPS, ...families, ...names])]);
  const hint =
    near === null
      ? `groups are ${CASE_GROUPS.join(', ')}; cases are ${names.join('; ')}`
      : `did you mean "${near}"?`;
  const which = isModule ? 'case for a selector module' : 'case';
  throw new UsageError(`no ${which} "${filter}" — ${hint}`);
}
