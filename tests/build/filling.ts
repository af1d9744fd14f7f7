/** Fillings as a clerk types them. */
import type { Filling, FigureFilling, TaskFilling } from '../../src/model/filling.ts';

export type Typing = Readonly<{
  figures?: Readonly<Record<string, string | number | FigureFilling>>;
  tasks?: Readonly<Record<string, TaskFilling>>;
  texts?: Readonly<Record<string, string>>;
}>;

/** A figure may be given as its value alone. */
export function aFilling(typing: Typing = {}): Filling {
  const figures = Object.entries(typing.figures ?? {}).map(
    ([item, given]) => [item, typeof given === 'object' ? given : { value: given }] as const,
  );
  return {
    filler: '示例填表人',
    reviewer: '示例审核人',
    phone: '0536-0000001',
    figures: new Map(figures),
    tasks: new Map(Object.entries(typing.tasks ?? {})),
    texts: new Map(Object.entries(typing.texts ?? { WZ02: '无。' })),
  };
}
