/** Gives Chromium's PDF its author, dates and identity, and takes out what differs from run to run. */
import { createHash } from 'node:crypto';
import type { Moment } from '../model/day.ts';
import type { PdfMetadata } from '../model/world.ts';
import {
  dictionaryOf,
  pdfText,
  putTogether,
  takeApart,
  type PdfObject,
  type PdfParts,
} from './pdf-objects.ts';
import { withTrueLetters } from './pdf-letters.ts';
import { srgbProfile } from './srgb-profile.ts';
import { escapeXmlText } from './xml-escape.ts';

/**
 * @property fonts names as embedded, without their subset prefix, sorted; `Type 3` for a font drawn glyph by glyph.
 * @property letters all that its pages can show; null where that cannot be told.
 */
export type FinishedPdf = Readonly<{
  bytes: Uint8Array;
  pages: number;
  fonts: readonly string[];
  letters: ReadonlySet<string> | null;
}>;

const STRUCTURE_ID = /\(node(\d{8})\)/g;
const CREATOR = 'Tongbao';
const COLOURS = 'sRGB IEC61966-2.1';

/**
 * Finishes a PDF: the same page content and metadata give the same bytes.
 *
 * Chromium writes the moment of printing and DOM node numbers (which drift in a page used again) into its PDFs, and
 * neither author, XMP nor /ID. Nothing that is drawn is touched. What PDF/A-2b (ISO 19005-2) asks beyond that is added:
 * its mark in the XMP, and the colour space that red and grey are meant in.
 *
 * @throws Error when the bytes are not a PDF of Chromium.
 */
export function finishPdf(raw: Uint8Array, metadata: PdfMetadata): FinishedPdf {
  const parts = takeApart(raw);
  const fonts = fontsOf(parts.objects);
  const info = reference(parts.trailer, 'Info');
  const root = reference(parts.trailer, 'Root');
  const xmp = Math.max(...parts.objects.map((object) => object.number)) + 1;
  const producer = /\/Producer \(([^)]*)\)/.exec(textOf(parts, info))?.[1] ?? 'Skia/PDF';
  const { objects: lettered, letters } = withTrueLetters(parts.objects);
  const objects = renumberStructure(lettered).map((object) => {
    if (object.number === info) return { ...object, text: infoObject(info, metadata, producer) };
    if (object.number === root) return { ...object, text: asArchived(object.text, xmp) };
    return object;
  });
  objects.push(
    { number: xmp, text: xmpObject(xmp, metadata, producer) },
    { number: xmp + 1, text: profileObject(xmp + 1) },
  );
  const digest = createHash('sha256');
  for (const object of objects) digest.update(object.text, 'latin1');
  const id = digest.digest('hex').slice(0, 32).toUpperCase();
  const trailer = `/Size ${String(xmp + 2)}\n/Root ${String(root)} 0 R\n/Info ${String(info)} 0 R\n/ID [<${id}> <${id}>]`;
  return {
    bytes: putTogether({ header: parts.header, objects, trailer }),
    pages: pageCount(parts, root),
    fonts,
    letters,
  };
}

function reference(dictionary: string, key: string): number {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary);
  if (found === null) throw new Error(`the PDF names no ${key}`);
  return Number(found[1]);
}

function textOf(parts: PdfParts, number: number): string {
  const object = parts.objects.find((each) => each.number === number);
  if (object === undefined) throw new Error(`the PDF has no object ${String(number)}`);
  return dictionaryOf(object);
}

function pageCount(parts: PdfParts, root: number): number {
  const tree = textOf(parts, reference(textOf(parts, root), 'Pages'));
  const count = /\/Count (\d+)/.exec(tree);
  if (count === null) throw new Error('the PDF does not say how many pages it has');
  return Number(count[1]);
}

function fontsOf(objects: readonly PdfObject[]): readonly string[] {
  const names = new Set<string>();
  for (const dictionary of objects.map(dictionaryOf)) {
    const name = /\/BaseFont \/(?:[A-Z]{6}\+)?([^\s/<>[\]()]+)/.exec(dictionary);
    if (name?.[1] !== undefined) names.add(name[1]);
    if (/\/Subtype \/Type3\b/.test(dictionary)) names.add('Type 3');
  }
  return [...names].sort();
}

/** Numbers the structure's ids from 1, keeping their order, because the tree of ids is sorted by them. */
function renumberStructure(objects: readonly PdfObject[]): PdfObject[] {
  const met = new Set<string>();
  const plain = objects.map((object) => dictionaryOf(object).length === object.text.length);
  objects.forEach((object, i) => {
    if (plain[i] !== true) return;
    for (const found of object.text.matchAll(STRUCTURE_ID)) met.add(found[1] ?? '');
  });
  const ids = new Map([...met].sort().map((id, i) => [id, String(i + 1).padStart(8, '0')]));
  return objects.map((object, i) => {
    if (plain[i] !== true) return object;
    const text = object.text.replaceAll(
      STRUCTURE_ID,
      (_, id: string) => `(node${ids.get(id) ?? id})`,
    );
    return { number: object.number, text };
  });
}

function infoObject(number: number, metadata: PdfMetadata, producer: string): string {
  const date = `(${pdfDate(metadata.date)})`;
  const entries = [
    `/Title ${pdfText(metadata.title)}`,
    `/Author ${pdfText(metadata.author)}`,
    `/Subject ${pdfText(metadata.subject)}`,
    `/Keywords ${pdfText(metadata.keywords.join('；'))}`,
    `/Creator (${CREATOR})`,
    `/Producer (${producer})`,
    `/CreationDate ${date}`,
    `/ModDate ${date}`,
  ];
  return `${String(number)} 0 obj\n<<${entries.join('\n')}>>\nendobj\n`;
}

/** D:20070608170000+08'00'. */
function pdfDate(moment: Moment): string {
  const digits = moment.slice(0, 19).replaceAll(/\D/g, '');
  return `D:${digits}${moment.slice(19, 22)}'${moment.slice(23, 25)}'`;
}

/** With the XMP, and the profile behind it, which is what the colours are meant in. */
function asArchived(catalog: string, xmp: number): string {
  const intent = [
    '/Type /OutputIntent',
    '/S /GTS_PDFA1',
    `/OutputConditionIdentifier (${COLOURS})`,
    '/RegistryName (http://www.color.org)',
    `/Info (${COLOURS})`,
    `/DestOutputProfile ${String(xmp + 1)} 0 R`,
  ].join('\n');
  const added = `/Metadata ${String(xmp)} 0 R\n/OutputIntents [<<${intent}>>]`;
  return catalog.replace('/Type /Catalog', `/Type /Catalog\n${added}`);
}

function profileObject(number: number): string {
  // Not packed: packed bytes would be those of a version of zlib.
  const content = srgbProfile().toString('latin1');
  const dictionary = `<</N 3\n/Length ${String(content.length)}>>`;
  return `${String(number)} 0 obj\n${dictionary} stream\n${content}\nendstream\nendobj\n`;
}

function xmpObject(number: number, metadata: PdfMetadata, producer: string): string {
  const packet = Buffer.from(xmpPacket(metadata, producer), 'utf8').toString('latin1');
  const dictionary = `<</Type /Metadata\n/Subtype /XML\n/Length ${String(packet.length)}>>`;
  return `${String(number)} 0 obj\n${dictionary} stream\n${packet}\nendstream\nendobj\n`;
}

function xmpPacket(metadata: PdfMetadata, producer: string): string {
  const one = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXmlText(text)}</rdf:li></rdf:Alt>`;
  const list = (kind: string, texts: readonly string[]): string =>
    `<rdf:${kind}>${texts.map((text) => `<rdf:li>${escapeXmlText(text)}</rdf:li>`).join('')}</rdf:${kind}>`;
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">',
    '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>',
    `<dc:title>${one(metadata.title)}</dc:title>`,
    `<dc:creator>${list('Seq', [metadata.author])}</dc:creator>`,
    `<dc:description>${one(metadata.subject)}</dc:description>`,
    `<dc:subject>${list('Bag', metadata.keywords)}</dc:subject>`,
    `<pdf:Keywords>${escapeXmlText(metadata.keywords.join('；'))}</pdf:Keywords>`,
    `<pdf:Producer>${escapeXmlText(producer)}</pdf:Producer>`,
    `<xmp:CreatorTool>${CREATOR}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${metadata.date}</xmp:CreateDate><xmp:ModifyDate>${metadata.date}</xmp:ModifyDate>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}
