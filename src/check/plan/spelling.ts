/** Faults that make a file no readable file of the plan, as findings. */
import { planFinding, type PlanFindingCode } from '../../model/catalogue/plan.ts';
import { indentWords, namesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import {
  PLAN_FILE_NAMES,
  type PlanFile,
  type SyntaxFault,
  type SyntaxFaultKind,
} from '../../model/plan-file.ts';

const CODES: Readonly<Record<SyntaxFaultKind, PlanFindingCode>> = {
  missing: 'PLAN_FILE_MISSING',
  stray: 'PLAN_FILE_UNKNOWN',
  misnamed: 'PLAN_FILE_MISNAMED',
  copy: 'PLAN_FILE_COPY',
  'not-utf8': 'PLAN_FILE_NOT_UTF8',
  'too-large': 'PLAN_FILE_TOO_LARGE',
  'duplicate-key': 'PLAN_YAML_DUPLICATE_KEY',
  tab: 'PLAN_YAML_TAB',
  blank: 'PLAN_YAML_BLANK',
  indent: 'PLAN_YAML_INDENT',
  dash: 'PLAN_YAML_DASH',
  sign: 'PLAN_YAML_SIGN',
  colon: 'PLAN_YAML_COLON',
  braces: 'PLAN_YAML_BRACES',
  entries: 'PLAN_YAML_ENTRIES',
  unclosed: 'PLAN_YAML_UNCLOSED',
  reserved: 'PLAN_YAML_RESERVED',
  documents: 'PLAN_YAML_DOCUMENTS',
  reference: 'PLAN_YAML_REFERENCE',
  depth: 'PLAN_YAML_DEPTH',
  syntax: 'PLAN_YAML_SYNTAX',
};

/** Faults of the blanks before a line, which a line cannot show. */
const OF_BLANKS: readonly SyntaxFaultKind[] = ['tab', 'blank', 'indent'];

/** Every fault of a file's name, encoding and spelling. */
export function spellingFindings(file: PlanFile): readonly Finding[] {
  const names = namesWords(PLAN_FILE_NAMES.map((name) => `${name}.yaml`));
  return file.faults.map((fault) => {
    const { kind, line, read } = fault;
    const own = kind === 'copy' ? read : file.name;
    const meant = meantWords(fault);
    return planFinding(CODES[kind], {
      place: { file: file.path, line },
      ...(read === '' || kind === 'copy' ? {} : { read }),
      ...(meant === null ? {} : { suggestion: meant }),
      details: { key: read, file: own === null ? file.path : `${own}.yaml`, names },
    });
  });
}

/** What to type: the line without its blanks, or how many blanks stand before it. */
function meantWords({ kind, meant }: SyntaxFault): string | null {
  if (meant === undefined) return null;
  const line = meant.trimStart();
  return OF_BLANKS.includes(kind) ? indentWords(meant.length - line.length, line) : line;
}
