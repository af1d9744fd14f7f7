/** Faults that make a file no readable file of the plan, as findings. */
import { planFinding, type PlanFindingCode } from '../../model/catalogue/plan.ts';
import { namesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import { PLAN_FILE_NAMES, type PlanFile, type SyntaxFaultKind } from '../../model/plan-file.ts';

const CODES: Readonly<Record<SyntaxFaultKind, PlanFindingCode>> = {
  missing: 'PLAN_FILE_MISSING',
  stray: 'PLAN_FILE_UNKNOWN',
  'not-utf8': 'PLAN_FILE_NOT_UTF8',
  'too-large': 'PLAN_FILE_TOO_LARGE',
  'duplicate-key': 'PLAN_YAML_DUPLICATE_KEY',
  tab: 'PLAN_YAML_TAB',
  indent: 'PLAN_YAML_INDENT',
  colon: 'PLAN_YAML_COLON',
  unclosed: 'PLAN_YAML_UNCLOSED',
  reserved: 'PLAN_YAML_RESERVED',
  documents: 'PLAN_YAML_DOCUMENTS',
  reference: 'PLAN_YAML_REFERENCE',
  depth: 'PLAN_YAML_DEPTH',
  syntax: 'PLAN_YAML_SYNTAX',
};

export function spellingFindings(file: PlanFile): readonly Finding[] {
  const fileName = file.name === null ? file.path : `${file.name}.yaml`;
  const names = namesWords(PLAN_FILE_NAMES.map((name) => `${name}.yaml`));
  return file.faults.map(({ kind, line, read }) =>
    planFinding(CODES[kind], {
      place: { file: file.path, line },
      ...(read === '' ? {} : { read }),
      details: { key: read, file: fileName, names },
    }),
  );
}
