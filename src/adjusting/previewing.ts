/** Proofs (试排): what the bulletin looks like with these templates, on real data, on the hardest to set, on next to nothing. */
import { bareBulletin, worstBulletin } from '../compose/worst-case.ts';
import { toldAbout } from '../line/kinds.ts';
import type { Bulletin } from '../model/bulletin.ts';
import { noProof, nothingToProve } from '../model/catalogue/preview.ts';
import { hasError, type Finding } from '../model/finding.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { PrintedPdf, Templates, World } from '../model/world.ts';
import { printed, told } from '../line/pipeline.ts';
import { slipTemplates } from '../render/slip-templates.ts';

/**
 * `real`: a period's own data; `slip`: the sheet of its first unit (一县一单); `worst`: the longest and oddest of
 * everything; `bare`: one paragraph.
 */
export const PROOF_KINDS = ['real', 'slip', 'worst', 'bare'] as const;

export type ProofKind = (typeof PROOF_KINDS)[number];

/** What is printed on: the plan and the templates as they were found, null where their faults stand in the way. */
export type Setting = Readonly<{
  plan: Plan | null;
  templates: Templates | null;
  /** What is to be said of both. */
  findings: readonly Finding[];
}>;

/** `pdf` is null exactly when some finding is an error. */
export type Proof = Readonly<{ pdf: PrintedPdf | null; findings: readonly Finding[] }>;

/** The bulletin of a kind; null where the ledger holds nothing real. */
export async function bulletinOf(
  kind: ProofKind,
  period: Period | null,
  plan: Plan,
  world: World,
): Promise<Bulletin | null> {
  if (kind === 'worst') return worstBulletin();
  if (kind === 'bare') return bareBulletin();
  if (period === null) return null;
  const { scoreboard, bulletin } = await told(period, plan, world);
  if (kind === 'real') return bulletin;
  const unit = plan.units.find(({ id }) => scoreboard.units.some((held) => held.id === id));
  if (unit === undefined) return null;
  return (await toldAbout(period, { unit: unit.id }, plan, world)).bulletin;
}

/** Reads the templates' folder and checks what is there: faults are findings. */
export async function checkedTemplates(
  read: () => Promise<Templates>,
): Promise<Pick<Setting, 'templates' | 'findings'>> {
  const templates = await read();
  const { lintTemplates } = await import('../render/template-lint.ts');
  const findings = lintTemplates(templates);
  return { templates: hasError(findings) ? null : templates, findings };
}

/** Those that a kind is set by. */
function templatesFor(kind: ProofKind, templates: Templates): Templates {
  return kind === 'slip' ? slipTemplates(templates) : templates;
}

/**
 * Prints a bulletin as it would go out. Whatever stands in the way is a finding: faults of plan and templates, what a
 * template leaves behind, a browser that does not print.
 *
 * @param bulletin made when it is needed, from a sound plan.
 */
export async function proof(
  kind: ProofKind,
  { plan, templates, findings }: Setting,
  bulletin: (plan: Plan) => Promise<Bulletin | null>,
  world: World,
): Promise<Proof> {
  if (plan === null || templates === null) return { pdf: null, findings };
  try {
    const words = await bulletin(plan);
    if (words === null) return { pdf: null, findings: [...findings, nothingToProve()] };
    const own = { ...world, templates: templatesFor(kind, templates) };
    const pdf = await printed(words, world.now(), own);
    return { pdf, findings };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const told = error.findings.length > 0 ? error.findings : [noProof(error)];
    return { pdf: null, findings: [...findings, ...told] };
  }
}

/** Millimetres. */
type Size = Readonly<{ width: number; height: number }>;

/** Printed pages to be looked at; must be closed. */
export type ProofPages = Readonly<{
  pdf: Uint8Array<ArrayBuffer>;
  sizes: readonly Size[];
  /** A page, counted from 1, as PNG; null for one that is not there. */
  png(page: number): Uint8Array<ArrayBuffer> | null;
  close(): void;
}>;

/** One and a half dots for each of a screen's: letters stay sharp when they are looked at closely. */
const DPI = 144;

export async function openPages(bytes: Uint8Array): Promise<ProofPages> {
  const { openPdf } = await import('../render/pdf-pages.ts');
  const pdf = await openPdf(bytes);
  const sizes = Array.from({ length: pdf.count }, (_, i) => pdf.size(i + 1));
  return {
    pdf: new Uint8Array(bytes),
    sizes,
    png: (page) => (page >= 1 && page <= sizes.length ? pdf.image(page, DPI) : null),
    close: () => {
      pdf.close();
    },
  };
}
