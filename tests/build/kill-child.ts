/** Runs a stage and dies at a step, or tells all its steps. Arguments: stage, folder, address of the server, step. */
import { runStage } from './kill-stages.ts';
import { steppingIn } from './kill-steps.ts';

const [stage = '', folder = '', url = '', death = '0'] = process.argv.slice(2);
const { named, at } = steppingIn(folder, Number(death));
await runStage(stage, { folder, url });
at('answer');
process.stdout.write(named.map((name) => `${name}\n`).join(''), () => {
  process.exit(0);
});
