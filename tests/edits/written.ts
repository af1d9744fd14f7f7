/** The same workbook written otherwise, as other programs do: prefixes, inline texts, marks, zips of another make. */
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { repacked } from '../build/package.ts';
import type { Kind } from './edit.ts';
import { part, reads, refused, SAME, type Meaning } from './meaning.ts';

const PAGE = 'xl/worksheets/sheet1.xml';
const E8 = /<c r="E8" s="(\d+)"><v>137<\/v><\/c>/;

function kind(name: string, edit: (form: Uint8Array) => Uint8Array, means: Meaning = SAME): Kind {
  return { kind: name, variants: 1, edit: (form) => ({ bytes: edit(form), means }) };
}

/** One part changed; it must change. */
function inPart(form: Uint8Array, name: string, change: (text: string) => string): Uint8Array {
  return repacked(form, (text, part) => {
    if (part !== name) return text;
    const changed = change(text);
    if (changed === text) throw new Error(`nothing changed in ${name}`);
    return changed;
  });
}

function onPage(name: string, change: (text: string) => string, means: Meaning = SAME): Kind {
  return kind(name, (form) => inPart(form, PAGE, change), means);
}

/** Behind the cells, where the format has it. */
function behind(name: string, xml: string, means: Meaning = SAME): Kind {
  return onPage(name, (text) => text.replace('</sheetData>', `</sheetData>${xml}`), means);
}

function inCell(name: string, cell: string, means: Meaning = SAME): Kind {
  return onPage(name, (text) => text.replace(E8, cell), means);
}

function texts(form: Uint8Array): readonly string[] {
  const strings = new TextDecoder().decode(unzipSync(form)['xl/sharedStrings.xml']);
  return [...strings.matchAll(/<si>(.*?)<\/si>/gs)].map(([, text = '']) => text);
}

function inlined(form: Uint8Array): Uint8Array {
  const all = texts(form);
  return inPart(form, PAGE, (text) =>
    text.replace(
      / t="s"><v>(\d+)<\/v>/g,
      (_, at: string) => ` t="inlineStr"><is>${all[Number(at)]!}</is>`,
    ),
  );
}

function prefixed(form: Uint8Array): Uint8Array {
  return repacked(form, (text, name) =>
    /^xl\/(?:workbook|worksheets\/sheet\d|styles|sharedStrings)\.xml$/.test(name)
      ? text.replace(/<(\/?)(?=[a-zA-Z])(?!\w+:)/g, '<$1x:').replace(/ xmlns="/, ' xmlns:x="')
      : text,
  );
}

/** The parts that Excel lays behind the sheets: in which order formulas are worked out, and a chart with its own copies of cells. */
function asByExcel(form: Uint8Array): Uint8Array {
  const page = new TextDecoder().decode(unzipSync(form)[PAGE]);
  const cells = [...page.matchAll(/<c r="(\w+)"[^>]*><f/g)].map(
    ([, ref]) => `<c r="${ref!}" i="1"/>`,
  );
  if (cells.length === 0) throw new Error('no formulas on the page');
  const more = {
    'xl/calcChain.xml': `<calcChain xmlns="urn:main">${cells.join('')}</calcChain>`,
    'xl/charts/chart1.xml': '<c:chart xmlns:c="urn:c"><c:v>寿光市</c:v></c:chart>',
  };
  const seen = '<xr:revisionPtr revIDLastSave="0" documentId="8_{0}"></xr:revisionPtr>';
  return repacked(
    form,
    (text, name) =>
      name === 'xl/workbook.xml' ? text.replace('<sheets>', `${seen}<sheets>`) : text,
    more,
  );
}

export const XML: readonly Kind[] = [
  kind('Excel lays its own parts beside the sheets', asByExcel),
  kind('elements wear a prefix', prefixed),
  kind('texts stand in their cells', inlined),
  kind('texts come in runs', (form) =>
    inPart(form, 'xl/sharedStrings.xml', (text) =>
      text.replace(
        /<si><t>([^<]{2})([^<]+)<\/t><\/si>/g,
        '<si><r><t>$1</t></r><r><rPr><b/></rPr><t>$2</t></r></si>',
      ),
    ),
  ),
  kind('texts have their sounds beside them', (form) =>
    inPart(form, 'xl/sharedStrings.xml', (text) =>
      text.replace(/<\/t><\/si>/g, '</t><rPh sb="0" eb="1"><t>yin</t></rPh></si>'),
    ),
  ),
  kind('letters are written as numbers', (form) =>
    inPart(form, 'xl/sharedStrings.xml', (text) =>
      text.replace(/[\u4e00-\u9fff]/g, (letter) => `&#x${letter.charCodeAt(0).toString(16)};`),
    ),
  ),
  onPage('attributes stand in single quotes', (text) =>
    text.replace(/<c [^>]*>/g, (tag) => tag.replaceAll('"', "'")),
  ),
  onPage('attributes trade places', (text) => text.replace(/<c (r="\w+") (s="\d+")/g, '<c $2 $1')),
  onPage('cells do not say where they stand', (text) =>
    text.replace(/(<row [^>]*>)(.*?)<\/row>/g, (row, tag: string, cells: string) => {
      const columns = [...cells.matchAll(/<c r="([A-Z]+)/g)].map(([, column]) => column);
      const isWhole = columns.join('') === 'ABCDEFGHIJKLMNO'.slice(0, columns.length);
      return isWhole ? `${tag}${cells.replace(/<c r="\w+"/g, '<c')}</row>` : row;
    }),
  ),
  onPage('lines end between the tags', (text) => text.replace(/></g, '>\r\n<')),
  onPage('a mark of byte order stands first', (text) => `\ufeff${text}`),
  kind(
    'parts are UTF-16',
    (form) =>
      repacked(form, (text, name) =>
        name === PAGE
          ? new Uint8Array(
              Buffer.from(
                `\ufeff${text.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`,
                'utf16le',
              ),
            )
          : text,
      ),
    { sameOr: ['F_DAMAGED', 'I_NO_PAGE'] },
  ),
  inCell('a number says its kind', '<c r="E8" s="$1" t="n"><v>137</v></c>'),
  inCell('a number has a power', '<c r="E8" s="$1"><v>1.37E2</v></c>'),
  inCell('a number has closing zeros', '<c r="E8" s="$1"><v>137.000</v></c>'),
  inCell('a number stands between blanks', '<c r="E8" s="$1"><v> 137 </v></c>'),
  inCell('a number is a text of a formula', '<c r="E8" s="$1" t="str"><f>A1</f><v>137</v></c>'),
  inCell('a number is an inline text', '<c r="E8" s="$1" t="inlineStr"><is><t>137</t></is></c>'),
  inCell('a formula has no value', '<c r="E8" s="$1"><f>A1+1</f></c>', refused('E_NOCACHE', 'E8')),
  inCell(
    'a formula has an empty text',
    '<c r="E8" s="$1" t="str"><f>A1</f><v></v></c>',
    refused(['E_BLANK', 'E_FORMULA'], 'E8'),
  ),
  inCell('a number is none', '<c r="E8" s="$1"><v>abc</v></c>', refused('F_DAMAGED')),
  inCell('a number is too much', '<c r="E8" s="$1"><v>1E999</v></c>', refused('E_XERR', 'E8')),
  inCell('a number is hexadecimal', '<c r="E8" s="$1"><v>0x89</v></c>', refused('F_DAMAGED')),
  inCell('a cell has two values', '<c r="E8" s="$1"><v>137</v><v>999</v></c>', {
    sameOr: ['F_DAMAGED', 'E_TEXT'],
  }),
  inCell(
    'a cell is there twice',
    '<c r="E8" s="$1"><v>137</v></c><c r="E8" s="$1"><v>999</v></c>',
    refused('F_DAMAGED'),
  ),
  inCell(
    'a cell is there twice, once without its place',
    '<c r="E8" s="$1"><v>137</v></c><c r="F8"/><c r="E8" s="$1"><v>998</v></c>',
    refused('F_DAMAGED'),
  ),
  inCell(
    'a cell points to a text that is not there',
    '<c r="E8" s="$1" t="s"><v>99999</v></c>',
    refused(['E_BLANK', 'F_DAMAGED', 'E_TEXT']),
  ),
  inCell('a cell is of a format that is not there', '<c r="E8" s="99999"><v>137</v></c>', {
    sameOr: ['F_DAMAGED'],
  }),
  onPage(
    'a row is there twice',
    (text) =>
      text.replace(
        /<row r="8".*?<\/row>/,
        (row) => `${row}${row.replace('<v>137</v>', '<v>999</v>')}`,
      ),
    refused('F_DAMAGED'),
  ),
  onPage('a day is written in ISO', (text) =>
    text.replace(
      /<c r="F20" s="(\d+)"><v>39232<\/v>/,
      '<c r="F20" s="$1" t="d"><v>2007-05-30T00:00:00</v>',
    ),
  ),
  onPage(
    'a day is of 1904',
    (text) => text.replace('<v>39232</v>', `<v>${String(39232 - 1462)}</v>`),
    reads('T02', part(3, '2003-05-29')),
  ),
  kind('all days are of 1904', (form) => {
    const shifted = inPart(form, PAGE, (text) =>
      text.replace('<v>39232</v>', `<v>${String(39232 - 1462)}</v>`),
    );
    return inPart(shifted, 'xl/workbook.xml', (text) =>
      text.replace('<workbookPr ', '<workbookPr date1904="1" '),
    );
  }),
  kind(
    'a workbook says that it counts from 1904',
    (form) =>
      inPart(form, 'xl/workbook.xml', (text) =>
        text.replace('<workbookPr ', '<workbookPr date1904="true" '),
      ),
    refused('T_DAY_AHEAD', 'F20'),
  ),
];

const FILTER = '<autoFilter ref="A6:F16"/>';

export const LOOKS: readonly Kind[] = [
  behind('a filter is set', FILTER),
  onPage('rows are filtered away', (text) =>
    text
      .replace(/<row r="(8|9|13)" /g, '<row r="$1" hidden="1" ')
      .replace('</sheetData>', `</sheetData>${FILTER}`),
  ),
  onPage('columns are hidden', (text) =>
    text.replace('<col min="5" max="5"', '<col min="5" max="5" hidden="1"'),
  ),
  onPage('panes are thawed', (text) => text.replace(/<pane [^>]*\/>/, '')),
  onPage('rows are grouped', (text) =>
    text.replace(/<row r="9" /, '<row r="9" outlineLevel="1" collapsed="1" '),
  ),
  onPage('the sheet has a code name and a colour', (text) =>
    text.replace('<sheetPr>', '<sheetPr codeName="Sheet1"><tabColor rgb="FFFF0000"/>'),
  ),
  onPage('nothing is merged any more', (text) => text.replace(/<mergeCells.*?<\/mergeCells>/, '')),
  onPage('no validation is left', (text) =>
    text.replace(/<dataValidations.*?<\/dataValidations>/, ''),
  ),
  onPage('no condition is left', (text) =>
    text.replace(/<conditionalFormatting.*?<\/conditionalFormatting>/g, ''),
  ),
  onPage('the protection is gone', (text) => text.replace(/<sheetProtection[^>]*\/>/, '')),
  kind(
    'all formats are gone',
    (form) =>
      repacked(form, (text, name) => (name === PAGE ? text.replace(/ s="\d+"/g, '') : text)),
    { sameOr: ['E_DATE', 'E_DAY', 'T_NO_DAY', 'E_DATE_SERIAL'] },
  ),
  kind(
    'values come from another program’s caches',
    (form) => inPart(form, PAGE, (text) => text.replace(/(<f>[^<]*<\/f>)<\/c>/g, '$1<v>0</v></c>')),
    { sameOr: [] },
  ),
];

/** Packed otherwise. */
function packed(
  form: Uint8Array,
  change: (entries: [string, Uint8Array][]) => Zippable,
): Uint8Array {
  return zipSync(change(Object.entries(unzipSync(form))));
}

export const PACKED: readonly Kind[] = [
  kind('names have backslashes', (form) =>
    packed(form, (entries) =>
      Object.fromEntries(entries.map(([name, data]) => [name.replaceAll('/', '\\'), data])),
    ),
  ),
  kind('parts are stored, not packed', (form) =>
    packed(form, (entries) =>
      Object.fromEntries(entries.map(([name, data]) => [name, [data, { level: 0 }]])),
    ),
  ),
  kind('parts come in another order', (form) =>
    packed(form, (entries) => Object.fromEntries(entries.toReversed())),
  ),
  kind('folders have entries of their own', (form) =>
    packed(form, (entries) => ({
      ...Object.fromEntries(entries),
      'xl/': new Uint8Array(),
      'xl/worksheets/': new Uint8Array(),
    })),
  ),
  kind('parts have extra fields and comments', (form) =>
    packed(form, (entries) =>
      Object.fromEntries(
        entries.map(([name, data]) => [
          name,
          [data, { comment: 'x', extra: { 0x9999: strToU8('abc') } }],
        ]),
      ),
    ),
  ),
  kind('a part more lies in it', (form) =>
    packed(form, (entries) => ({
      ...Object.fromEntries(entries),
      'docProps/custom.txt': strToU8('x'),
      'xl/media/image1.png': strToU8('\u0089PNG'),
    })),
  ),
  kind(
    'names are written in capitals',
    (form) =>
      packed(form, (entries) =>
        Object.fromEntries(
          entries.map(([name, data]) => [name.replace('sharedStrings', 'SharedStrings'), data]),
        ),
      ),
    { sameOr: ['F_DAMAGED', 'R_MISSING', 'I_NONE', 'I_NO_PAGE'] },
  ),
  kind('targets begin at the root', (form) =>
    inPart(form, 'xl/_rels/workbook.xml.rels', (text) =>
      text.replace(/Target="(?!\/)/g, 'Target="/xl/'),
    ),
  ),
  kind('bytes stand behind the end', (form) => Buffer.concat([form, Buffer.alloc(64)]), {
    sameOr: ['F_DAMAGED', 'F_TRUNCATED'],
  }),
  kind(
    'bytes stand before the beginning',
    (form) => Buffer.concat([Buffer.from('MZ\r\n'), form]),
    refused(['F_UNKNOWN', 'F_DAMAGED', 'I_NONE']),
  ),
  kind('a download is cut off', (form) => form.subarray(0, 12_000), refused('F_TRUNCATED')),
  kind('the same form twice, one behind the other', (form) => Buffer.concat([form, form]), {
    sameOr: ['F_DAMAGED'],
  }),
];
