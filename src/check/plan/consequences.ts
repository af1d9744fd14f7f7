/** Findings that follow from other findings: one slip is told once, with how often it comes back. */
import { planFinding, type PlanFindingCode } from '../../model/catalogue/plan.ts';
import { linesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import type { PlanFile } from '../../model/plan-file.ts';

/** So many of a kind are told one by one. */
const FEW = 3;

/** What cannot be said of a file of which lines are lost: that something is not there, or does not add up. */
const ABSENCES: ReadonlySet<string> = new Set<PlanFindingCode>([
  'PLAN_FILE_EMPTY',
  'PLAN_KEY_MISSING',
  'PLAN_VALUE_EMPTY',
  'PLAN_RATIO_PARTS',
  'PLAN_FLOOR_MISSING',
  'PLAN_FLOOR_UNUSED',
  'PLAN_TARGET_SUM',
  'PLAN_SCHEDULE_END',
  'PLAN_FORM_LACKING',
]);

/** Slips of the hand that come in hundreds when they come at all. */
const ALIKE: ReadonlySet<string> = new Set<PlanFindingCode>([
  'PLAN_YAML_TAB',
  'PLAN_YAML_BLANK',
  'PLAN_YAML_COLON',
  'PLAN_TARGET_PERCENT_SIGN',
]);

/** What one slip elsewhere makes come up many times. */
const REPEATING: ReadonlySet<string> = new Set<PlanFindingCode>([
  'PLAN_REFERENCE',
  'PLAN_TARGET_UNIT',
  'PLAN_TARGET_PERCENT',
  'PLAN_TARGET_ABOVE',
  'PLAN_TARGET_DECIMALS',
  'PLAN_TARGET_YEAR',
]);

/** Leaves out what only lost lines make seem missing. */
export function withoutAbsences(
  files: readonly PlanFile[],
  findings: readonly Finding[],
): readonly Finding[] {
  const lost = new Set(files.filter((file) => file.lost).map(({ path }) => path));
  return findings.filter(({ code, place }) => !ABSENCES.has(code) || !lost.has(place.file));
}

/** Tells the first of many that say the same, or say it of one entry, and counts the others. */
export function folded(findings: readonly Finding[]): readonly Finding[] {
  const same = groupsOf(
    findings.filter(({ code }) => REPEATING.has(code) || ALIKE.has(code)),
    ({ code, message, place }) => `${code} ${place.file} ${message}`,
  );
  const told = new Set(same.flat());
  const ofOneEntry = groupsOf(
    findings.filter((finding) => REPEATING.has(finding.code) && !told.has(finding)),
    ({ code, place }) => `${code} ${place.file} ${entryOf(place.key ?? '')}`,
  );
  const groups = [...same, ...ofOneEntry];
  const dropped = new Set(groups.flatMap((group) => group.slice(1)));
  const notes = new Map(groups.map((group) => [group[0], moreOf(group)]));
  return findings
    .filter((finding) => !dropped.has(finding))
    .flatMap((finding) => {
      const more = notes.get(finding);
      return more === undefined ? [finding] : [finding, more];
    });
}

/** `targets[3].units.weicheng` lies in `targets[3]`. */
function entryOf(key: string): string {
  return /^[^\]]*\]/.exec(key)?.[0] ?? key;
}

/** Groups of more than a few. */
function groupsOf(
  findings: readonly Finding[],
  kindOf: (finding: Finding) => string,
): readonly (readonly Finding[])[] {
  return [...Map.groupBy(findings, kindOf).values()].filter((group) => group.length > FEW);
}

function moreOf([, ...others]: readonly Finding[]): Finding {
  const place = { file: others[0]?.place.file ?? '', line: others[0]?.place.line ?? 1 };
  const where = linesWords(others.map(({ place: { line } }) => line ?? 1));
  const code = ALIKE.has(others[0]?.code ?? '') ? 'PLAN_MORE_ALIKE' : 'PLAN_MORE';
  return planFinding(code, { place, details: { count: others.length, where } });
}
