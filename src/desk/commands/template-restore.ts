/** `tongbao template restore`: puts templates/ back as it was in a kept version; what lies there now is kept before. */
import { shortHash } from '../../model/catalogue/version.ts';
import { EXIT } from '../../model/refusal.ts';
import { keepTemplates } from '../../line/pipeline.ts';
import { layIn, lintFindings } from '../../adjusting/template-folder.ts';
import { keptVersion } from '../../adjusting/template-versions.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';
import { refuseUnnamed } from '../versions.ts';

export const templateRestoreCommand: Command = {
  name: 'template',
  word: 'restore',
  words: 1,
  usage: 'template restore 4a0c9e',
  summary: '把 templates/ 恢复成台账留存的一个版本；现在的先留存，随时可以再恢复回来',
  alone: true,
  duties: ['template'],
  asks({ given }) {
    refuseUnnamed(given, 1);
  },
  answer,
};

async function answer({ given, world }: Desk): Promise<Answer> {
  const version = await keptVersion((given.words[1] ?? '').toLowerCase(), world);
  const before = world.templates.sha256;
  await keepTemplates(world);
  await layIn(given.home, version);
  const findings = await lintFindings(version);
  world.log('template-restored', { before, after: version.sha256 });
  const [was, is] = [before, version.sha256].map(shortHash);
  return {
    document: documentOf('template-restore', { before, after: version.sha256, findings }),
    text:
      before === version.sha256
        ? `templates/ 现在就是 ${String(is)}，没有改动。`
        : `templates/ 已恢复为 ${String(is)}。原来的已留存，要改回来：npx tongbao template restore ${String(was)}`,
    exit: EXIT.done,
    remarks: findings,
  };
}
