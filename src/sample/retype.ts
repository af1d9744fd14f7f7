/** Ways in which a filling comes out otherwise than it should: other spellings, slips and faults. */
import { chineseDay, type Day } from '../model/day.ts';
import type { Filling, FigureFilling, TaskFilling, Typed } from '../model/filling.ts';

export type Retype = (filling: Filling) => Filling;

function withFigure(filling: Filling, item: string, figure: FigureFilling): Filling {
  const before = filling.figures.get(item);
  if (before === undefined) return filling;
  return { ...filling, figures: new Map(filling.figures).set(item, { ...before, ...figure }) };
}

/** Types something else into an item's value cell; nothing happens where the form lacks the item. */
export function typing(item: string, value: Typed): Retype {
  return (filling) => withFigure(filling, item, { value });
}

export function remarking(item: string, remark: string): Retype {
  return (filling) => withFigure(filling, item, { remark });
}

/** Leaves the item blank: not known is not zero. */
export function blanking(item: string): Retype {
  return (filling) => ({ ...filling, figures: new Map(filling.figures).set(item, {}) });
}

/** Adds to a number; nothing happens where no number stands. */
export function adding(item: string, amount: number): Retype {
  return (filling) => {
    const value = filling.figures.get(item)?.value;
    return typeof value === 'number'
      ? withFigure(filling, item, { value: value + amount })
      : filling;
  };
}

/** Types the value of one item into another, with a little added: how a part comes to exceed its whole. */
export function copying(from: string, to: string, added: number): Retype {
  return (filling) => {
    const value = filling.figures.get(from)?.value;
    return typeof value === 'number' ? withFigure(filling, to, { value: value + added }) : filling;
  };
}

/** 8123 becomes ８１２３. */
export function inFullWidth(items: readonly string[]): Retype {
  return respelling(items, (plain) =>
    plain.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  );
}

/** 8123 becomes 8,123. */
export function inThousands(items: readonly string[]): Retype {
  return respelling(items, (plain) => plain.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

function respelling(items: readonly string[], spell: (plain: string) => string): Retype {
  return (filling) =>
    items.reduce((sofar, item) => {
      const value = sofar.figures.get(item)?.value;
      return typeof value === 'number'
        ? withFigure(sofar, item, { value: spell(String(value)) })
        : sofar;
    }, filling);
}

/** 2007-02-14 becomes 2007.2.14 or 2007年2月14日 in every task. */
export function spellingDays(how: 'points' | 'words'): Retype {
  return (filling) => {
    const tasks = [...filling.tasks].map(([item, task]): [string, TaskFilling] => {
      if (task.doneOn === undefined) return [item, task];
      const words = chineseDay(task.doneOn as Day);
      const doneOn = how === 'words' ? words : words.replace(/[年月]/g, '.').replace(/日/, '');
      return [item, { ...task, doneOn }];
    });
    return { ...filling, tasks: new Map(tasks) };
  };
}

/** One retyping after another. */
export function both(first: Retype, second: Retype): Retype {
  return (filling) => second(first(filling));
}
