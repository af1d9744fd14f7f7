/** How an administrator names a version of the templates. */
import { keptVersion } from '../adjusting/template-versions.ts';
import type { Templates, World } from '../model/world.ts';
import { Refusal } from '../model/refusal.ts';
import type { Arguments } from './arguments.ts';

/** What lies in templates/ now. */
export const PRESENT = '现在';

/** @throws Refusal `usage` where there is no such version. */
export async function versionNamed(name: string, world: World): Promise<Templates> {
  return name === PRESENT ? world.templates : keptVersion(name.toLowerCase(), world);
}

/** @throws Refusal `usage` unless so many versions are named. */
export function refuseUnnamed({ words }: Arguments, count: number): void {
  if (words.length === count + 1) return;
  const message = count === 1 ? '没有写明是哪个版本。' : '没有写明比较哪两个版本。';
  const example = count === 1 ? 'template restore 4a0c9e' : `template diff 4a0c9e ${PRESENT}`;
  const hint = `请写版本编号的前几位，如 npx tongbao ${example}；编号见 npx tongbao template list。`;
  throw new Refusal('usage', 'usage-version', { message, hint });
}
