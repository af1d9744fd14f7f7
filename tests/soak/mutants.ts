/** Mutants of a saved form: the same seed and number give the same one again. */
import { zipOf } from '../build/zip.ts';
import { damaged, type Damage } from './damage.ts';
import { diceFor, type Dice } from './dice.ts';
import { STREAM, type Original } from './originals.ts';

export type Mutant = Readonly<{
  bytes: Buffer;
  /** How it was made, for the table. */
  sort: string;
  /** How exactly, for whoever looks into one. */
  way: string;
  /** Items whose own cells were touched: of these alone another value may be read. */
  touched: ReadonlySet<string>;
}>;

export function mutantOf(original: Original, key: string): Mutant {
  const dice = diceFor(key);
  const { parts } = original;
  if (parts.size === 0) return fileMutant(original, dice);
  if (parts.has(STREAM))
    return dice.below(3) === 0 ? fileMutant(original, dice) : recordMutant(original, dice);
  return dice.below(4) === 0 ? fileMutant(original, dice) : partMutant(original, dice);
}

/** The file's own bytes, sums and all: what a bad line or disk does. */
function fileMutant(original: Original, dice: Dice): Mutant {
  const { way, ...damage } = damaged(original.bytes, 'bytes', dice);
  const whole = original.parts.size === 0;
  const start = original.bytes.indexOf(original.parts.get(STREAM) ?? '\0no stream');
  const touched = whole
    ? touchedBy(original, '', damage)
    : touchedBy(original, STREAM, {
        ...damage,
        touched: damage.touched.map(({ from, to }) => ({ from: from - start, to: to - start })),
      });
  return { bytes: damage.bytes, sort: 'file', way, touched };
}

/** One part is spoiled and packed again, so that every size and sum is right. */
function partMutant(original: Original, dice: Dice): Mutant {
  const names = [...original.parts.keys()];
  const pages = names.filter((name) =>
    /sheet1\.xml$|^content\.xml$|sharedStrings\.xml$/.test(name),
  );
  const filled = names.filter((name) => original.parts.get(name)?.length);
  const name = dice.oneOf(dice.below(4) === 0 ? filled : pages);
  const part = original.parts.get(name) ?? Buffer.alloc(0);
  const sort = dice.below(2) === 0 ? 'bytes' : 'xml';
  const { way, ...damage } = damaged(part, sort, dice);
  const bytes = zipOf(
    names.map((other) => ({
      name: other,
      data: other === name ? damage.bytes : (original.parts.get(other) ?? ''),
    })),
  );
  return { bytes, sort, way: `${way} in ${name}`, touched: touchedBy(original, name, damage) };
}

function recordMutant(original: Original, dice: Dice): Mutant {
  const stream = original.parts.get(STREAM) ?? Buffer.alloc(0);
  const start = original.bytes.indexOf(stream);
  const { way, ...damage } = damaged(stream, 'records', dice);
  const bytes = Buffer.from(original.bytes);
  damage.bytes.copy(bytes, start);
  return { bytes, sort: 'records', way, touched: touchedBy(original, STREAM, damage) };
}

function touchedBy({ extents }: Original, part: string, { touched }: Damage): ReadonlySet<string> {
  const met = extents.filter(
    (extent) =>
      extent.part === part &&
      touched.some(({ from, to }) => from <= extent.to && to >= extent.from),
  );
  return new Set(met.map(({ item }) => item));
}
