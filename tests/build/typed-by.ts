/** What the sample's units type. */
import type { Plan } from '../../src/model/plan.ts';
import type { CellSpec } from './snapshot.ts';

/** What a county types for all that the plan asks of it in 2007. */
export function typedBy(plan: Plan, amount: number): Record<string, CellSpec> {
  const asked = plan.indicators.filter(
    ({ by, to }) => by === 'county' && (to === undefined || to >= '2007-05'),
  );
  const figures = asked.flatMap(({ code, kind }): readonly (readonly [string, CellSpec])[] =>
    kind === 'ratio'
      ? [
          [`${code}-1`, String(amount)],
          [`${code}-2`, String(amount + 3)],
        ]
      : [[code, String(amount)]],
  );
  const tasks = plan.tasks.map(({ code }): readonly [string, CellSpec] => [
    code,
    { status: '推进中', percent: '45', words: '正在推进' },
  ]);
  return Object.fromEntries([...figures, ...tasks]);
}
