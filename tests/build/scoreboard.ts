/** A scoreboard to compose from: the small plan over 2006 and the first months of 2007, as aggregate makes it. */
import { aggregate } from '../../src/aggregate/aggregate.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import { monthIn } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Scoreboard } from '../../src/model/scoreboard.ts';
import { aPlan, aTarget, unitId } from './plan.ts';
import { aMoment, aSnapshot, type CellSpec, type SnapshotBuilder } from './snapshot.ts';

/** The small plan with targets for 2007: flow RC01, stock RC06, ratio JC02 by June, money JC01. */
export function aTargetPlan(over: Partial<Plan> = {}): Plan {
  const units = (
    of: Record<string, string>,
  ): ReadonlyMap<ReturnType<typeof unitId>, ReturnType<typeof decimal>> =>
    new Map(Object.entries(of).map(([unit, value]) => [unitId(unit), decimal(value)]));
  return aPlan({
    targets: [
      aTarget('RC01', { units: units({ weicheng: '120', hanting: '60', shouguang: '200' }) }),
      aTarget('RC06', {
        city: decimal('260'),
        units: units({ weicheng: '60', hanting: '50', shouguang: '150' }),
      }),
      aTarget('JC01', { units: units({ weicheng: '300', hanting: '150.5', shouguang: '600' }) }),
      aTarget('JC02', { city: decimal('95'), by: '2007-03-31' as Day }),
    ],
    ...over,
  });
}

const SIZE: Readonly<Record<string, number>> = { weicheng: 3, hanting: 2, shouguang: 5 };

/** What a county unit reports for a month: figures grow with the month and the unit. */
function countyCells(size: number, month: number, year: number): Record<string, CellSpec> {
  const grown = size * month + (year - 2006);
  return {
    RC01: String(grown * 4),
    RC02: String(grown),
    RC06: String(size * 20 + month + (year - 2006) * 6),
    JC01: String(grown * 9.25),
    'JC02-1': String(size * 30 + month),
    'JC02-2': String(size * 30 + 12),
    YC03: { value: String(grown * 12_000), bound: 'over' },
    T01: { status: '推进中', percent: '40', words: '正在施工' },
    WZ01: { words: `${String(month)}月工作进展顺利` },
    WZ02: { words: '个别村进度偏慢' },
  };
}

function fill(builder: SnapshotBuilder, last: readonly [number, number]): SnapshotBuilder {
  for (let index = 2006 * 12; index < last[0] * 12 + last[1]; index += 1) {
    const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
    for (const [unit, size] of Object.entries(SIZE)) {
      if (unit === 'shouguang' && index === 2007 * 12 + 4) continue;
      const cells = countyCells(size, month, year);
      const odd = unit === 'hanting' && index === 2007 * 12 + 4;
      const named = odd
        ? { ...cells, RC02: '不适用', JC01: '未填', RC01: { value: '20', remark: '=核减2人' } }
        : cells;
      builder.put(unit, monthIn(year, month), named);
    }
    builder.put('shizhi', monthIn(year, month), { RS01: String(month) });
  }
  return builder;
}

/**
 * All units reported every month since January 2006, but 寿光 not in May 2007; 寒亭 then left JC01 blank, gave 不适用 for
 * RC02 and a falling RC01 with its reason.
 *
 * @param period `2007-05` by default; its last month is the last one reported.
 */
export function aScoreboard(
  over: Readonly<{ period?: string; plan?: Plan; mark?: string; asOf?: string }> = {},
): Scoreboard {
  const { period = '2007-05', plan = aTargetPlan(), mark = '', asOf = '2007-06-08T09:00' } = over;
  const last = period === '2006' ? ([2006, 12] as const) : ([2007, 5] as const);
  return aggregate(fill(aSnapshot(period, { mark }), last).build(), plan, aMoment(asOf));
}
