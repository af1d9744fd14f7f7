/** roles.yaml: what would leave a duty to nobody, and the file by itself, for what has to be asked of a faulty plan too. */
import { CLOCK_ACCOUNT, DUTY_CHOICES, dutyWord } from '../../model/catalogue/duty-words.ts';
import { namesWords } from '../../model/catalogue/plan-words.ts';
import { workWord } from '../../model/catalogue/timetable-words.ts';
import { dutiesOf, holdersOf, mayDo, type Role, type Roles } from '../../model/duty.ts';
import type { Checked, Finding } from '../../model/finding.ts';
import type { PlanFile } from '../../model/plan-file.ts';
import { dataAt, listOf } from '../../model/plan-file.ts';
import { findingAt, type Entries, type Located } from './entries.ts';
import { rolesFile } from './roles-schema.ts';
import { spellingFindings } from './spelling.ts';
import { structureFindings } from './structure.ts';

/** Nothing is said of who lacks what while an account cannot be read. */
export function roleFindings(entries: Entries): readonly Finding[] {
  const { accounts } = entries;
  const [first] = accounts;
  if (first === undefined || !areWhole(first, accounts.length)) return [];
  const roles = accounts.map(({ value }) => value);
  const list: Located<unknown> = { ...first, path: ['accounts'] };
  return [...holderFindings(list, roles), ...jobDuties(entries, roles)];
}

function areWhole({ file }: Located<Role>, sound: number): boolean {
  return !file.lost && listOf(dataAt(file.data, ['accounts']) ?? null)?.length === sound;
}

function holderFindings(list: Located<unknown>, roles: readonly Role[]): readonly Finding[] {
  const signers = holdersOf(roles, 'sign');
  const hands = new Set([...holdersOf(roles, 'review'), ...signers]);
  const [only = ''] = hands;
  const isOneHand = hands.size === 1 && only !== CLOCK_ACCOUNT;
  const nobody = Object.values(DUTY_CHOICES).filter(
    (duty) => duty !== 'sign' && holdersOf(roles, duty).length === 0,
  );
  return [
    ...(signers.length === 0 ? [findingAt(list, [], 'PLAN_ROLES_NO_SIGNER')] : []),
    ...(signers.length > 0 && !nobody.includes('review') && isOneHand
      ? [findingAt(list, [], 'PLAN_ROLES_ONE_HAND', { details: { account: only } })]
      : []),
    ...(nobody.length === 0
      ? []
      : [
          findingAt(list, [], 'PLAN_ROLES_NOBODY', {
            details: { duties: namesWords(nobody.map(dutyWord)) },
          }),
        ]),
  ];
}

/** What the timetable has the clock do without its having the duty: it would fail at night. */
function jobDuties({ jobs, schedule }: Entries, roles: readonly Role[]): readonly Finding[] {
  const unattended = schedule?.value.unattended ?? null;
  return jobs.flatMap((job) => {
    const { does } = job.value;
    const lacking = dutiesOf(does, unattended).filter((duty) => !mayDo(roles, CLOCK_ACCOUNT, duty));
    if (lacking.length === 0) return [];
    const details = { work: workWord(does), duties: namesWords(lacking.map(dutyWord)) };
    return [findingAt(job, ['does'], 'PLAN_JOB_DUTY', { details })];
  });
}

/** What the file alone says, whatever the others do; null roles where there is no such file. */
export function rolesIn(files: readonly PlanFile[]): Checked<Readonly<{ roles: Roles }>> {
  const file = files.find(({ name }) => name === 'roles');
  if (file === undefined) return { value: { roles: null }, findings: [] };
  const findings = [
    ...spellingFindings(file),
    ...(file.readable ? structureFindings(file, 'roles') : []),
  ];
  const parsed = rolesFile.safeParse(file.data);
  const isSound = findings.every(({ severity }) => severity !== 'error') && parsed.success;
  return { value: isSound ? { roles: parsed.data.accounts } : null, findings };
}
