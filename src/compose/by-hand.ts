/** Paragraphs that the administrator wrote for this bulletin, put among those that were composed. */
import type { Block, Paragraph } from '../model/bulletin.ts';
import type { EditedParagraph } from '../model/edited-paragraph.ts';
import { paragraph } from './saying.ts';
import type { Titled } from './texts.ts';

/** @property remarks what could not be done as asked, and figures that nobody can ask the origin of. */
type Edited = Readonly<{ parts: readonly Titled[]; remarks: readonly string[] }>;

/** Numbers of two digits or more, with what makes them one: 12.8, 1,200, 35万, 5%. */
const FIGURE = /[\d０-９]+(?:[.,．，][\d０-９]+)*\s*(?:[%％万亿]|个百分点)?/g;

/** All edits of the period, in their order; each counts the paragraphs that were there before any of them. */
export function withEdits(parts: readonly Titled[], edits: readonly EditedParagraph[]): Edited {
  const known = new Set(parts.map(({ title }) => title));
  const strays = edits.filter(({ part }) => !known.has(part));
  const missed = edits.filter((edit) => !strays.includes(edit) && !isThere(parts, edit));
  return {
    parts: parts.map((part) =>
      editedPart(
        part,
        edits.filter((edit) => edit.part === part.title),
      ),
    ),
    remarks: [
      ...strays.map(
        ({ part, text }) => `本期没有“${part}”这一部分，手写段落没有印：${beginning(text)}`,
      ),
      ...missed.map(
        ({ part, at, text }) =>
          `“${part}”没有第${String(at)}段，手写段落加在了最后：${beginning(text)}`,
      ),
      ...edits.filter((edit) => !strays.includes(edit)).flatMap(figureRemarks),
    ],
  };
}

function isThere(parts: readonly Titled[], { part, at = 1 }: EditedParagraph): boolean {
  const blocks = parts.find(({ title }) => title === part)?.blocks ?? [];
  return at === 1 || at <= blocks.filter(isParagraph).length;
}

function isParagraph(block: Block): block is Paragraph {
  return block.type === 'paragraph';
}

function editedPart({ title, blocks }: Titled, edits: readonly EditedParagraph[]): Titled {
  const last = blocks.filter(isParagraph).length;
  const placeOf = ({ put, at }: EditedParagraph): number =>
    put === 'before' ? (at ?? 1) : (at ?? last);
  const here = (put: EditedParagraph['put'], at: number): readonly Paragraph[] =>
    edits
      .filter((edit) => edit.put === put && placeOf(edit) === at)
      .map(({ text }) => paragraph(text));
  let at = 0;
  const edited = blocks.flatMap((block): readonly Block[] => {
    if (!isParagraph(block)) return [block];
    at += 1;
    const instead = here('instead', at);
    return [
      ...here('before', at),
      ...(instead.length > 0 ? instead : [block]),
      ...here('after', at),
    ];
  });
  const beyond = edits.filter((edit) => placeOf(edit) > last || placeOf(edit) < 1);
  return { title, blocks: [...edited, ...beyond.map(({ text }) => paragraph(text))] };
}

/** A figure that somebody typed has no origin: whoever signs should know. */
function figureRemarks({ part, text }: EditedParagraph): readonly string[] {
  const figures = [...new Set(text.match(FIGURE) ?? [])];
  if (figures.length === 0) return [];
  return [`“${part}”的手写段落里有系统没有核对的数：${figures.join('、')}（${beginning(text)}）`];
}

function beginning(text: string): string {
  const letters = Array.from(text);
  return letters.length <= 20 ? text : `${letters.slice(0, 20).join('')}…`;
}
