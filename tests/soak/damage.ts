/** Ways to spoil bytes: as transport and disks do, as a program with a fault writes them, as somebody with intent might. */
import type { Dice } from './dice.ts';

/** The spoiled bytes, and which of the sound ones were changed, left out or stepped between. */
export type Damage = Readonly<{ bytes: Buffer; touched: readonly Span[] }>;
type Span = Readonly<{ from: number; to: number }>;

type Way = (bytes: Buffer, dice: Dice) => Damage;

function replaced(bytes: Buffer, { from, to }: Span, by: Uint8Array): Damage {
  const around = [bytes.subarray(0, from), by, bytes.subarray(to)];
  return { bytes: Buffer.concat(around), touched: [{ from, to }] };
}

/** Mostly short, now and then long. */
function someSpan(bytes: Buffer, dice: Dice): Span {
  const from = dice.below(bytes.length);
  const longest = 2 ** (1 + dice.below(12));
  return { from, to: Math.min(bytes.length, from + 1 + dice.below(longest)) };
}

function oneByte(change: (byte: number, dice: Dice) => number): Way {
  return (bytes, dice) => {
    const from = dice.below(bytes.length);
    const byte = change(bytes[from] ?? 0, dice);
    return replaced(bytes, { from, to: from + 1 }, Uint8Array.of(byte));
  };
}

/** A sound byte of the same sort somewhere: a digit stays a digit, so that more of these are still readable. */
function otherDigit(bytes: Buffer, dice: Dice): Damage {
  const start = dice.below(bytes.length);
  const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
  const ahead = bytes.subarray(start).findIndex(isDigit);
  const from = ahead < 0 ? start : start + ahead;
  return replaced(bytes, { from, to: from + 1 }, Uint8Array.of(0x30 + dice.below(10)));
}

const BYTE_WAYS: Readonly<Record<string, Way>> = {
  'bit flipped': oneByte((byte, dice) => byte ^ (1 << dice.below(8))),
  'byte replaced': oneByte((_, dice) => dice.oneOf([0, 0x20, 0x3c, 0x7f, 0xff, dice.below(256)])),
  'digit replaced': otherDigit,
  'bytes removed': (bytes, dice) => replaced(bytes, someSpan(bytes, dice), Buffer.alloc(0)),
  'bytes zeroed': (bytes, dice) => {
    const span = someSpan(bytes, dice);
    return replaced(bytes, span, Buffer.alloc(span.to - span.from));
  },
  'bytes doubled': (bytes, dice) => {
    const { from, to } = someSpan(bytes, dice);
    return replaced(bytes, { from: to, to }, bytes.subarray(from, to));
  },
  'bytes copied elsewhere': (bytes, dice) => {
    const { from, to } = someSpan(bytes, dice);
    const at = dice.below(bytes.length);
    return replaced(bytes, { from: at, to: at }, bytes.subarray(from, to));
  },
  'bytes written over others': (bytes, dice) => {
    const { from, to } = someSpan(bytes, dice);
    const at = dice.below(bytes.length);
    const end = Math.min(bytes.length, at + to - from);
    return replaced(bytes, { from: at, to: end }, bytes.subarray(from, from + end - at));
  },
  'cut off': (bytes, dice) => {
    const from = dice.below(bytes.length);
    return replaced(bytes, { from, to: bytes.length }, Buffer.alloc(0));
  },
};

/** An element whole, to some depth of nesting; one letter for each byte. */
const ELEMENT = /<([\w:]+)(?:[^<>]*\/>|[^<>]*>(?:[^<>]*<[^<>]*>){0,200}?[^<>]*<\/\1>)/g;
const ATTRIBUTE = /\b[\w:]+="([^"]*)"/dg;

function spanFrom(pattern: RegExp, bytes: Buffer, dice: Dice): Span {
  const text = bytes.toString('latin1');
  const search = new RegExp(pattern);
  search.lastIndex = dice.below(text.length);
  const found = search.exec(text);
  if (found === null) return someSpan(bytes, dice);
  const [from, to] = found.indices?.[1] ?? [found.index, found.index + found[0].length];
  return { from, to };
}

const VALUES = [
  '',
  '0',
  '1',
  '-1',
  '7',
  's',
  'd',
  'n',
  'E8',
  'A1',
  '65536',
  '1e9',
  'true',
  '&amp;',
  'rId1',
];

const XML_WAYS: Readonly<Record<string, Way>> = {
  'element removed': (bytes, dice) =>
    replaced(bytes, spanFrom(ELEMENT, bytes, dice), Buffer.alloc(0)),
  'element doubled': (bytes, dice) => {
    const { from, to } = spanFrom(ELEMENT, bytes, dice);
    return replaced(bytes, { from: to, to }, bytes.subarray(from, to));
  },
  'element copied elsewhere': (bytes, dice) => {
    const { from, to } = spanFrom(ELEMENT, bytes, dice);
    const { from: at } = spanFrom(ELEMENT, bytes, dice);
    return replaced(bytes, { from: at, to: at }, bytes.subarray(from, to));
  },
  'element in place of another': (bytes, dice) => {
    const { from, to } = spanFrom(ELEMENT, bytes, dice);
    return replaced(bytes, spanFrom(ELEMENT, bytes, dice), bytes.subarray(from, to));
  },
  'attribute replaced': (bytes, dice) =>
    replaced(bytes, spanFrom(ATTRIBUTE, bytes, dice), Buffer.from(dice.oneOf(VALUES))),
  'attribute taken from another': (bytes, dice) => {
    const { from, to } = spanFrom(ATTRIBUTE, bytes, dice);
    return replaced(bytes, spanFrom(ATTRIBUTE, bytes, dice), bytes.subarray(from, to));
  },
};

/** Records as they follow each other: two bytes of kind, two of length ([MS-XLS] 2.1.4). */
function someRecord(stream: Buffer, dice: Dice): Span {
  const spans: Span[] = [];
  for (let from = 0; from + 4 <= stream.length;) {
    const to = from + 4 + stream.readUInt16LE(from + 2);
    spans.push({ from, to: Math.min(to, stream.length) });
    from = to;
  }
  return dice.oneOf(spans);
}

/** The stream keeps its length: it lies in a file of fixed blocks. */
const RECORD_WAYS: Readonly<Record<string, Way>> = {
  'record of no kind': (stream, dice) => {
    const { from } = someRecord(stream, dice);
    return replaced(stream, { from, to: from + 2 }, Buffer.from('ff0f', 'hex'));
  },
  'record of another kind': (stream, dice) => {
    const { from } = someRecord(stream, dice);
    const { from: other } = someRecord(stream, dice);
    return replaced(stream, { from, to: from + 2 }, stream.subarray(other, other + 2));
  },
  'record over another': (stream, dice) => {
    const { from, to } = someRecord(stream, dice);
    const { from: at } = someRecord(stream, dice);
    const end = Math.min(stream.length, at + to - from);
    return replaced(stream, { from: at, to: end }, stream.subarray(from, from + end - at));
  },
  'byte within a record': (stream, dice) => {
    const { from, to } = someRecord(stream, dice);
    const at = from + dice.below(to - from);
    return replaced(stream, { from: at, to: at + 1 }, Uint8Array.of(dice.below(256)));
  },
};

const WAYS = { bytes: BYTE_WAYS, xml: XML_WAYS, records: RECORD_WAYS };

/** @returns the damage and what it is called. */
export function damaged(
  bytes: Buffer,
  sort: keyof typeof WAYS,
  dice: Dice,
): Damage & Readonly<{ way: string }> {
  const [way, spoil] = dice.oneOf(Object.entries(WAYS[sort]));
  return { way, ...spoil(bytes, dice) };
}
