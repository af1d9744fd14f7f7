/** Gathers what is wrong with the templates, each fault once. */
import { templateFinding, type TemplateCode } from '../../model/catalogue/template.ts';
import type { Finding } from '../../model/finding.ts';
import type { Spot } from './lines.ts';

type Told = Readonly<{
  /** Column from 0, as the parser counts. */
  at: Spot;
  read?: string;
  suggestion?: string | undefined;
  details?: Readonly<Record<string, string | number>>;
}>;

/** The faults of one file. */
export type Report = (code: TemplateCode, told: Told) => void;

export class Faults {
  readonly #found = new Map<string, Finding>();

  /** A partial is read once for every place that calls it: what it is told of each time is told once. */
  add(finding: Finding): void {
    const { file, line, column } = finding.place;
    const key = [file, line, column, finding.code, finding.read].join('\0');
    if (!this.#found.has(key)) this.#found.set(key, finding);
  }

  reportOf(file: string): Report {
    return (code, { at, read, suggestion, details }) => {
      const place = { file, line: at.line, column: at.column + 1 };
      this.add(
        templateFinding(code, {
          place,
          ...(read === undefined ? {} : { read }),
          ...(suggestion === undefined ? {} : { suggestion }),
          ...(details === undefined ? {} : { details }),
        }),
      );
    };
  }

  /** By file, line and column. */
  all(): readonly Finding[] {
    return [...this.#found.values()].sort(
      (a, b) =>
        order(a.place.file, b.place.file) ||
        (a.place.line ?? 0) - (b.place.line ?? 0) ||
        (a.place.column ?? 0) - (b.place.column ?? 0),
    );
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
