/**
 * Reads the marks that a template writes itself, as the browser will read them whatever is filled in.
 *
 * A name in braces may stand between tags and within quotes, a block also between attributes; each branch of a block
 * ends where it began, so that no filling can make other tags of them.
 */
import type { Report } from './report.ts';
import { Tokens, type State } from './tokens.ts';
import type { Block, Program, Statement } from './syntax.ts';
import { isAddress } from './marks.ts';
import type { Position } from './uses.ts';

type Positions = Map<Statement, Position>;

/** @returns where each printed name of this file stands; faults go to `report`. */
export function readMarkup(program: Program, report: Report): ReadonlyMap<Statement, Position> {
  const reading = new Reading(report);
  reading.program(program);
  reading.end();
  return reading.positions;
}

class Reading {
  readonly positions: Positions = new Map();
  readonly #report: Report;
  readonly #tokens: Tokens;

  constructor(report: Report) {
    this.#report = report;
    this.#tokens = new Tokens(report);
  }

  program(program: Program | undefined): void {
    for (const statement of program?.body ?? []) this.#statement(statement);
  }

  end(): void {
    this.#tokens.end();
  }

  #statement(statement: Statement): void {
    if (statement.type === 'ContentStatement') {
      this.#tokens.read(statement);
      return;
    }
    const at = statement.loc.start;
    if (!this.#tokens.isWhole()) {
      this.#report('TPL_SPLIT', { at });
      this.#tokens.mend();
    }
    const { state } = this.#tokens;
    if (statement.type === 'MustacheStatement') {
      this.#printed(statement, state);
    } else if (statement.type === 'BlockStatement') {
      this.#block(statement, state);
    } else if (statement.type === 'PartialStatement' && state.at !== 'text') {
      this.#report('TPL_IN_TAG', { at });
    }
  }

  #printed(statement: Statement, state: State): void {
    const at = statement.loc.start;
    if (state.at === 'tag') {
      this.#report('TPL_IN_TAG', { at });
    } else if (state.at === 'value') {
      const { name } = state;
      if (isAddress(name) || name === 'id') {
        this.#report('TPL_FIXED_VALUE', { at, read: name, details: { name } });
      }
      this.positions.set(statement, name === 'style' ? 'style' : 'value');
      this.#tokens.filled();
    } else {
      this.positions.set(statement, 'text');
    }
  }

  #block(block: Block, state: State): void {
    const at = block.loc.start;
    if (state.at === 'value' && (isAddress(state.name) || ['id', 'style'].includes(state.name))) {
      const { name } = state;
      this.#report('TPL_FIXED_VALUE', { at, read: name, details: { name } });
    }
    const name = block.path.type === 'PathExpression' ? block.path.original : '';
    for (const branch of [block.program, block.inverse]) {
      const before = this.#tokens.mark();
      this.program(branch);
      if (this.#tokens.closed(before)) continue;
      this.#report('TPL_BRANCH', { at, read: name, details: { name } });
      this.#tokens.back(before);
    }
  }
}
