/** A unit's sheet on paper: one page, whatever the unit did or is called. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { unitBoard } from '../../src/aggregate/unit-board.ts';
import { composeSlip } from '../../src/compose/slip.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import { monthIn } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { PrintedPdf, Printer } from '../../src/model/world.ts';
import { openPlan } from '../../src/outside.ts';
import { toHtml } from '../build/html.ts';
import { slipTemplates } from '../../src/render/slip-templates.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { anIndicator, aPlan, aTarget, aTask, unitId } from '../build/plan.ts';
import { aMoment, aSnapshot, type CellSpec, type SnapshotBuilder } from '../build/snapshot.ts';
import { aPrinter } from '../build/printing.ts';
import { typedBy } from '../build/typed-by.ts';

const ROOT = join(import.meta.dirname, '../..');
const TEMPLATES = join(ROOT, 'templates');
const DATES = { issuedOn: '2007-06-08' as Day, printedOn: '2007-06-08' as Day, number: null };
const folder = await readTemplates(TEMPLATES);
const templates = slipTemplates(folder);
let printer: Printer;

beforeAll(async () => {
  printer = await aPrinter();
});

afterAll(async () => {
  await printer.close();
});

/** The sheet of each unit of May 2007, by its id. */
async function printed(plan: Plan, snapshot: SnapshotBuilder): Promise<Map<string, PrintedPdf>> {
  const board = aggregate(snapshot.build(), plan, aMoment('2007-06-08T09:00'));
  const april = { ...snapshot.build(), period: monthIn(2007, 4) };
  const before = aggregate(april, plan, aMoment('2007-05-08T09:00'));
  const pages = new Map<string, PrintedPdf>();
  for (const { id } of board.units) {
    const bulletin = composeSlip(unitBoard({ board, before, plan, unit: unitId(id) }), plan, DATES);
    const { title, issuer: author, keywords } = bulletin;
    const date = aMoment('2007-06-08T09:00');
    const html = toHtml(bulletin, templates);
    expect(html).not.toMatch(/undefined|NaN|\{\{|\[object/);
    pages.set(id, await printer.print(html, { title, author, subject: '', keywords, date }));
  }
  return pages;
}

function pageCounts(pages: ReadonlyMap<string, PrintedPdf>): readonly number[] {
  return [...new Set([...pages.values()].map(({ pages: count }) => count))];
}

describe('one page', () => {
  it('holds the sheet of each unit of the shipped plan: ahead, behind, without a form', async () => {
    const { value: plan } = await openPlan(ROOT);
    const snapshot = aSnapshot('2007-05');
    const counties = plan!.units.filter(({ reports }) => reports === 'county');
    counties.forEach(({ id }, at) => {
      for (const month of [1, 2, 3, 4, 5]) {
        // The first is far behind, the second far ahead, the third sends nothing in May.
        const size = [1, 90_000, 40][at] ?? 100 + at * 37;
        if (at === 2 && month === 5) continue;
        snapshot.put(id, monthIn(2007, month), typedBy(plan!, size * month));
      }
    });
    const pages = await printed(plan!, snapshot);
    expect(pages.size).toBe(13);
    expect(pageCounts(pages)).toEqual([1]);
  }, 60_000);

  it('holds forty indicators, ten tasks and names as long as they come', async () => {
    const codes = Array.from({ length: 40 }, (_, i) => `RC${String(10 + i)}`);
    const name = '党员干部现代远程教育终端站点和城市社区老年大学教学点规范化建设';
    const target = (code: string): ReturnType<typeof aTarget> =>
      aTarget(code, { units: new Map([[unitId('weicheng'), decimal('99999999')]]) });
    const tasks = Array.from({ length: 10 }, (_, i) =>
      aTask(`T${String(20 + i)}`, {
        name: `${name}第${String(i)}期`,
        deadline: '2007-06-20' as Day,
      }),
    );
    const base = aPlan();
    const plan = aPlan({
      indicators: codes.map((code) => anIndicator(code, { name: `${name}${code}` })),
      targets: codes.map(target),
      tasks,
      units: base.units.map((unit) => ({
        ...unit,
        name: `${unit.name}高新技术产业开发区和滨海经济技术开发区管理委员会组织人事局`,
      })),
    });
    const snapshot = aSnapshot('2007-05');
    const filled = (amount: number): Record<string, CellSpec> => ({
      ...Object.fromEntries(codes.map((code) => [code, String(amount)])),
      ...Object.fromEntries(tasks.map(({ code }) => [code, { status: '推进中', percent: '40' }])),
    });
    for (const month of [4, 5]) {
      snapshot.put('weicheng', monthIn(2007, month), filled(12_345_678 + month));
      snapshot.put('hanting', monthIn(2007, month), filled(9_999_999));
    }
    expect(pageCounts(await printed(plan, snapshot))).toEqual([1]);
  }, 60_000);
});

describe('the templates of a sheet', () => {
  it('are the folder’s own, which nobody can do without', () => {
    expect(templates.sha256).toBe(folder.sha256);
    const files = new Map([...folder.files].filter(([name]) => name !== 'slip.hbs'));
    expect(slipTemplates({ ...folder, files }).files.has('bulletin.hbs')).toBe(false);
  });
});
