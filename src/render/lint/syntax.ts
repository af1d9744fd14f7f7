/** The pieces of a template, as the library's parser names them. */
import type { Spot } from './lines.ts';

/** Here lines count from 1 and columns from 0. */
type Placed = Readonly<{ loc: Readonly<{ start: Spot }> }>;

export type Path = Placed &
  Readonly<{
    type: 'PathExpression';
    data: boolean;
    depth: number;
    parts: readonly string[];
    original: string;
  }>;
type Literal = Placed &
  Readonly<{
    type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'UndefinedLiteral' | 'NullLiteral';
    original?: string | number | boolean;
  }>;
type Call = Readonly<{
  params: readonly Expression[];
  hash?: Readonly<{ pairs: readonly (Placed & Readonly<{ key: string; value: Expression }>)[] }>;
}>;
type Sub = Placed & Call & Readonly<{ type: 'SubExpression'; path: Path | Literal }>;
export type Expression = Path | Literal | Sub;

export type Program = Readonly<{ body: readonly Statement[]; blockParams?: readonly string[] }>;

export type Words = Placed & Readonly<{ type: 'ContentStatement'; value: string }>;
export type Mustache = Placed &
  Call &
  Readonly<{ type: 'MustacheStatement'; path: Path | Literal; escaped: boolean }>;
export type Block = Placed &
  Call &
  Readonly<{
    type: 'BlockStatement';
    path: Path | Literal;
    program?: Program;
    inverse?: Program;
  }>;
export type Partial = Placed &
  Call &
  Readonly<{ type: 'PartialStatement'; name: Path | Sub | Literal }>;
type PartialBlock = Placed & Readonly<{ type: 'PartialBlockStatement' }>;
type Decorator = Placed & Readonly<{ type: 'Decorator' | 'DecoratorBlock' }>;
type Comment = Placed & Readonly<{ type: 'CommentStatement' }>;

export type Statement = Words | Mustache | Block | Partial | PartialBlock | Decorator | Comment;
