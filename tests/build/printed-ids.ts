/** Walks a home's bulletin, or that of a part, as it is printed: every figure's id, and those that nobody could explain. */
import { explainable } from '../../src/line/explaining.ts';
import { toldAbout, type About } from '../../src/line/kinds.ts';
import type { Period } from '../../src/model/period.ts';
import { openPlan, openWorld } from '../../src/outside.ts';

import { toHtml } from './html.ts';

export type Walked = Readonly<{ printed: number; unexplained: readonly string[] }>;

export async function walkPrinted(
  home: string,
  period: Period,
  about: About = null,
): Promise<Walked> {
  const { value: plan } = await openPlan(home);
  if (plan === null) throw new Error('the plan is not sound');
  const world = await openWorld({
    home,
    now: null,
    writes: false,
    progress: () => undefined,
    environment: {},
  });
  try {
    const { bulletin } = await toldAbout(period, about, plan, world);
    const html = toHtml(bulletin, world.templates);
    const ids = [...html.matchAll(/data-figure="([^"]+)"/g)].map(([, id]) => id ?? '');
    const listed = await explainable({ period, about, figure: '' }, plan, world);
    const known = new Set(listed.map(({ figure }) => figure));
    return { printed: ids.length, unexplained: [...new Set(ids)].filter((id) => !known.has(id)) };
  } finally {
    await world.close();
  }
}
