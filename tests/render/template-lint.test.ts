/** The templates' check: each fault with its place and what was meant, all at once, and none in what is sound. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasError, type Finding } from '../../src/model/finding.ts';
import { lintTemplates, refuseFaulty } from '../../src/render/template-lint.ts';
import { readTemplates } from '../../src/render/template-files.ts';

const shipped = await readTemplates(join(import.meta.dirname, '../../templates'));

/** What is found in the shipped templates with some files changed; partials that are then unused are no matter. */
function found(changes: Readonly<Record<string, string>>): readonly Finding[] {
  const files = new Map([...shipped.files, ...Object.entries(changes)]);
  return lintTemplates({ files, sha256: '' }).filter(({ code }) => code !== 'TPL_PARTIAL_UNUSED');
}

function inMain(text: string): readonly Finding[] {
  return found({ 'bulletin.hbs': text });
}

/** `code line:column` of each, with what was probably meant. */
function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, place, suggestion }) => {
    const at = `${String(place.line)}:${String(place.column)}`;
    return `${code} ${at}${suggestion === undefined ? '' : ` ${suggestion}`}`;
  });
}

/** In the main template. */
const FAULTS: readonly (readonly [string, string])[] = [
  // Names.
  ['<p>\n  {{isuer}}</p>', 'TPL_FIELD 2:5 issuer'],
  ['{{nothingLikeIt}}', 'TPL_FIELD 1:3'],
  ['{{#each annexes}}{{lable}}{{/each}}', 'TPL_FIELD 1:20 label'],
  ['{{#each annexes}}{{issuer}}{{/each}}', 'TPL_FIELD 1:20 ../issuer'],
  ['{{#each annexes}}{{#each blocks}}{{label}}{{/each}}{{/each}}', 'TPL_FIELD 1:36 ../label'],
  ['{{#each annexes as |annex i|}}{{annex.lable}}{{/each}}', 'TPL_FIELD 1:33 annex.label'],
  ['{{#each titleLines}}{{text}}{{/each}}', 'TPL_FIELD 1:23'],
  ['{{#each titleLines}}{{issuer}}{{/each}}', 'TPL_FIELD 1:23 ../issuer'],
  ['{{@root.isuer}}', 'TPL_FIELD 1:3 @root.issuer'],
  ['{{issuer.length}}', 'TPL_FIELD 1:3'],
  ['{{annexes.[0].label}}', 'TPL_FIELD 1:3'],
  ['{{annexes.length}}', 'TPL_FIELD 1:3'],
  ['{{#each body}}{{caption}}{{/each}}', 'TPL_FIELD 1:17'],
  ['{{../issuer}}', 'TPL_NO_PARENT 1:3'],
  ['{{#each annexes}}{{../../issuer}}{{/each}}', 'TPL_NO_PARENT 1:20'],
  ['{{@index}}', 'TPL_DATA_NAME 1:3'],
  ['{{#each annexes}}{{@key}}{{/each}}', 'TPL_DATA_NAME 1:20'],
  ['{{#each annexes}}{{@../index}}{{/each}}', 'TPL_DATA_NAME 1:20'],
  ['{{@partial-block}}', 'TPL_DATA_NAME 1:3'],
  ['{{mark.constructor}}', 'TPL_BANNED_NAME 1:3'],
  ['{{#with this as |constructor|}}{{constructor}}{{/with}}', 'TPL_BANNED_NAME 1:34'],
  ['{{[__proto__]}}', 'TPL_BANNED_NAME 1:3'],
  ['{{shuot issuer}}', 'TPL_HELPER 1:3'],
  ['{{#wiht annexes}}{{/wiht}}', 'TPL_HELPER 1:4 with'],
  ['{{#eech annexes}}{{/eech}}', 'TPL_HELPER 1:4 each'],
  ['{{log issuer}}', 'TPL_HELPER 1:3'],
  ['{{> tabel}}', 'TPL_PARTIAL 1:1 table'],
  ['{{> nowhere}}', 'TPL_PARTIAL 1:1'],
  // Types.
  ['{{imprintOnOwnPage}}', 'TPL_PRINT_FLAG 1:3'],
  ['{{annexes}}', 'TPL_PRINT_LIST 1:3'],
  ['{{#each annexes}}{{this}}{{/each}}', 'TPL_PRINT_GROUP 1:20'],
  ['{{this}}', 'TPL_PRINT_GROUP 1:3'],
  ['{{mark}}', 'TPL_UNGUARDED 1:3'],
  [
    '{{#each attachments}}{{#present number}}{{../mark}}{{/present}}{{/each}}',
    'TPL_UNGUARDED 1:43',
  ],
  ['{{#present mark}}{{else}}{{mark}}{{/present}}', 'TPL_UNGUARDED 1:28'],
  ['{{#absent mark}}{{mark}}{{/absent}}', 'TPL_UNGUARDED 1:19'],
  ['{{#each issuer}}{{/each}}', 'TPL_EACH 1:9'],
  ['{{#with annexes}}{{/with}}', 'TPL_WITH 1:9'],
  ['{{#with issuer}}{{/with}}', 'TPL_WITH 1:9'],
  ['{{#if mark}}{{/if}}', 'TPL_IF 1:7'],
  ['{{#if annexes}}{{/if}}', 'TPL_IF 1:7'],
  ['{{#unless issuerLetters}}{{/unless}}', 'TPL_IF 1:11'],
  ['{{#present imprintOnOwnPage}}{{/present}}', 'TPL_PRESENT 1:12'],
  ['{{> title issuer}}', 'TPL_CONTEXT 1:11'],
  ['{{> title annexes lines=titleLines mark=mark}}', 'TPL_CONTEXT 1:11'],
  ['{{> title this annexes}}', 'TPL_CONTEXT_COUNT 1:1'],
  // What the language has and we do not.
  ['{{{issuer}}}', 'TPL_RAW 1:1'],
  ['{{&issuer}}', 'TPL_RAW 1:1'],
  ['{{#*inline "x"}}{{/inline}}', 'TPL_DECORATOR 1:1'],
  ['{{* shout}}', 'TPL_DECORATOR 1:1'],
  ['{{#> title}}{{/title}}', 'TPL_PARTIAL_BLOCK 1:1'],
  ['{{> (lookup this "type")}}', 'TPL_DYNAMIC 1:1'],
  ['{{#each body}}{{> (lookup ../this "type")}}{{/each}}', 'TPL_DYNAMIC 1:15'],
  ['{{#each body}}{{> (lookup this "constructor")}}{{/each}}', 'TPL_DYNAMIC 1:15'],
  ['{{> (issuer)}}', 'TPL_DYNAMIC 1:1'],
  ['{{lookup this "issuer"}}', 'TPL_LOOKUP 1:1'],
  ['{{#each (lookup this "annexes")}}{{/each}}', 'TPL_SUBEXPRESSION 1:9'],
  ['{{"字"}}', 'TPL_LITERAL 1:3'],
  ['{{1}}', 'TPL_LITERAL 1:3'],
  ['{{#if true}}{{/if}}', 'TPL_LITERAL 1:7'],
  ['{{#if}}{{/if}}', 'TPL_PARAMS 1:1'],
  ['{{#if imprintOnOwnPage includeZero=true}}{{/if}}', 'TPL_PARAMS 1:1'],
  ['{{#each annexes body}}{{/each}}', 'TPL_PARAMS 1:1'],
  ['{{each annexes}}', 'TPL_INLINE 1:1'],
  ['{{#annexes}}{{/annexes}}', 'TPL_BARE_BLOCK 1:1'],
  ['{{^annexes}}{{/annexes}}', 'TPL_BARE_BLOCK 1:1'],
  // Spelling.
  ['{{#if imprintOnOwnPage}}\n{{/each}}', 'TPL_BLOCK_END 1:4'],
  ['<p>\n{{#each annexes}}</p>', 'TPL_BLOCK_OPEN 2:1'],
  ['{{issuer/../mark}}', 'TPL_PATH 1:3'],
  ['甲\n乙{{ }}', 'TPL_SYNTAX 2:5'],
  ['{{/each}}', 'TPL_SYNTAX 1:1'],
  ['\\{{issuer}}', 'TPL_BRACES 1:2'],
  ['<p>}}</p>', 'TPL_BRACES 1:4'],
  ['<p>共NaN人</p>', 'TPL_STRAY 1:5'],
  // Marks.
  ['<script>alert(1)</script>', 'TPL_ELEMENT 1:1'],
  ['<p>\n<IFRAME src="x"></IFRAME></p>', 'TPL_ELEMENT 2:1'],
  ['<style>p{}</style>', 'TPL_ELEMENT 1:1'],
  ['<!-- 注 -->', 'TPL_COMMENT 1:1'],
  ['<p onclick="x">甲</p>', 'TPL_ATTRIBUTE 1:4'],
  ['<a href="http://a/">甲</a>', 'TPL_ADDRESS 1:4'],
  ['<img src="a.png">', 'TPL_ADDRESS 1:6'],
  ['<img src="{{issuer}}">', 'TPL_FIXED_VALUE 1:11'],
  ['<p id="{{issuer}}"></p>', 'TPL_FIXED_VALUE 1:8'],
  ['<p style="background: url(a)"></p>', 'TPL_STYLE 1:4'],
  ['<p style="width: {{issuer}}"></p>', 'TPL_STYLE_FIELD 1:20'],
  ['<p style="{{#if imprintOnOwnPage}}color: red{{/if}}"></p>', 'TPL_FIXED_VALUE 1:11'],
  ['<p {{issuer}}></p>', 'TPL_IN_TAG 1:4'],
  ['<p class="{{> title lines=titleLines mark=mark}}"></p>', 'TPL_IN_TAG 1:11'],
  ['<p class={{issuer}}></p>', 'TPL_SPLIT 1:10'],
  ['<{{issuer}}>', 'TPL_SPLIT 1:2'],
  ['<scr{{!-- --}}ipt>', 'TPL_SPLIT 1:5'],
  ['<p>{{#if imprintOnOwnPage}}<b class="{{/if}}"></b></p>', 'TPL_BRANCH 1:4'],
  ['<p><b>甲</p>', 'TPL_UNCLOSED 1:4'],
  ['<p>甲</p>\n</div>', 'TPL_UNOPENED 2:1'],
  ['<p>{{#if imprintOnOwnPage}}</p>{{/if}}', 'TPL_UNOPENED 1:28'],
];

describe('the templates’ check', () => {
  it('finds nothing in what is shipped', () => {
    expect(lintTemplates(shipped)).toEqual([]);
    expect(() => {
      refuseFaulty(shipped);
    }).not.toThrow();
  });

  it.each(FAULTS)('finds in %j: %s', (text, expected) => {
    const findings = inMain(text);
    expect(told(findings)).toContain(expected);
    expect(hasError(findings)).toBe(true);
    for (const { message, hint, place } of findings) {
      expect(message + hint).not.toMatch(/undefined|\[object/);
      expect(place.file).toBe('templates/bulletin.hbs');
    }
  });

  it.each([
    '{{#each annexes}}{{label}}{{../issuer}}{{@index}}{{#unless @last}}，{{/unless}}{{/each}}',
    '{{#each annexes as |annex i|}}{{annex.label}}{{i}}{{#each annex.titleLines}}{{annex.label}}{{this}}{{/each}}{{/each}}',
    '{{#present mark}}<p class="a {{mark}}">{{mark}}</p>{{else}}<p>不抄送</p>{{/present}}',
    '{{#absent mark}}<p>无</p>{{else}}{{mark}}{{/absent}}{{@root.issuer}}',
    '{{#if imprintOnOwnPage}}甲{{else}}乙{{/if}}{{#present issuerLetters}}{{issuerLetters}}{{/present}}',
    '<p style="--letters: {{issuerLetters}}" data-x="{{issuer}}">1 < 2</p><br><svg><line x1="0"/></svg>',
    '<table><tr {{#if imprintOnOwnPage}}class="a"{{/if}}><td></td></tr></table>',
    '<img src="data:image/png;base64,AAAA" alt="{{issuer}}"><a href="#imprint-end">甲</a>',
    '{{#each body}}{{> (lookup this "type")}}{{/each}}{{> title lines=titleLines mark="标"}}',
    '{{#each annexes}}{{> annex}}{{/each}}{{> annex-like}}',
  ])('takes no offence at %s', (text) => {
    const partial = '<p>{{issuer}}{{#each annexes}}{{#each blocks}}{{type}}{{/each}}{{/each}}</p>';
    expect(found({ 'bulletin.hbs': text, 'partials/annex-like.hbs': partial })).toEqual([]);
  });

  it('reads a partial with what it is handed where it is called', () => {
    const call = (text: string, partial: string): readonly string[] =>
      told(found({ 'bulletin.hbs': text, 'partials/own.hbs': partial }));
    expect(call('{{> own word=issuer}}', '{{word}}')).toEqual([]);
    expect(call('{{> own word=issuer}}', '{{wrod}}')).toEqual(['TPL_FIELD 1:3 word']);
    expect(call('{{> own word=mark}}', '{{word}}')).toEqual(['TPL_UNGUARDED 1:3']);
    expect(call('{{#present mark}}{{> own word=mark}}{{/present}}', '{{word}}')).toEqual([]);
    expect(call('{{#present mark}}{{> own}}{{/present}}', '{{mark}}')).toEqual([]);
    expect(call('{{> own}}', '{{mark}}')).toEqual(['TPL_UNGUARDED 1:3']);
    expect(call('{{#each annexes}}{{> own}}{{/each}}', '{{../issuer}}')).toEqual([
      'TPL_NO_PARENT 1:3',
    ]);
    expect(call('{{> own word=annexes}}', '{{#if word}}{{/if}}')).toEqual(['TPL_IF 1:7']);
    expect(call('{{> own __proto__=issuer}}', '')).toEqual(['TPL_BANNED_NAME 1:9']);
    expect(call('{{> own}}', '{{> own}}')).toEqual(['TPL_RECURSION 1:1']);
    expect(call('{{> own}}{{> own}}', '{{isuer}}')).toEqual(['TPL_FIELD 1:3 issuer']);
  });

  it('names the partial of every kind of block', () => {
    const files = new Map(shipped.files);
    files.delete('partials/pair.hbs');
    const [finding] = lintTemplates({ files, sha256: '' });
    expect(finding).toMatchObject({ code: 'TPL_PARTIAL', read: 'pair' });
  });

  it('bounds how deep blocks go', () => {
    const nested = (depth: number, inner: string): string =>
      '{{#if imprintOnOwnPage}}'.repeat(depth) + inner + '{{/if}}'.repeat(depth);
    expect(inMain(nested(8, '甲'))).toEqual([]);
    expect(told(inMain(nested(9, '甲')))).toEqual(['TPL_DEEP 1:193']);
    expect(told(inMain(nested(5000, '甲')))).toEqual(['TPL_DEEP 1:1201']);
    const each = (depth: number): string =>
      '{{#each @root.body}}'.repeat(depth) + '{{/each}}'.repeat(depth);
    expect(inMain(each(3))).toEqual([]);
    expect(told(inMain(each(4)))).toEqual(['TPL_EACH_DEEP 1:61']);
  });

  it('bounds what partials make of each other', () => {
    const each = '{{#each @root.body}}{{#each @root.body}}';
    const end = '{{/each}}{{/each}}';
    const chain = (depth: number): readonly string[] => {
      const partials = Array.from({ length: depth }, (_, i) => [
        `partials/p${String(i)}.hbs`,
        i + 1 === depth ? '' : `${each}{{> p${String(i + 1)}}}${end}`,
      ]);
      const files = Object.fromEntries([['bulletin.hbs', '{{> p0}}'], ...partials]) as Record<
        string,
        string
      >;
      return told(found(files)).map((each) => each.split(' ')[0]!);
    };
    expect(chain(4)).toEqual([]);
    expect(chain(5)).toContain('TPL_EACH_DEEP');
    const many = Array.from({ length: 40 }, (_, i) => {
      const next = `p${String(i + 1)}`;
      const text =
        i === 39 ? '' : `{{> ${next} a${String(i)}=issuer}}{{> ${next} b${String(i)}=issuer}}`;
      return [`partials/p${String(i)}.hbs`, text];
    });
    const files = Object.fromEntries([['bulletin.hbs', '{{> p0}}'], ...many]) as Record<
      string,
      string
    >;
    expect(told(found(files)).some((each) => each.startsWith('TPL_CALLS'))).toBe(true);
  });

  it('tells all faults of all files at once, in their order', () => {
    const findings = found({
      'bulletin.hbs': '{{isuer}}\n<script>{{> nowhere}}</script>{{> title}}',
      'partials/title.hbs': '{{{a}}}',
      'page.css': '@import "a";\np { color: red',
      'partials/unread.hbs': '{{#if}',
    });
    const places = findings.map(({ place }) => `${place.file}:${String(place.line)}`);
    expect(places).toEqual([...places].sort());
    expect(new Set(findings.map(({ place }) => place.file)).size).toBe(4);
  });

  it('goes on behind a fault of spelling', () => {
    expect(told(inMain('{{ }}\n{{isuer}}\n{{#each annexes}}\n{{lable}}'))).toEqual([
      'TPL_SYNTAX 1:4',
      'TPL_FIELD 2:3 issuer',
      'TPL_BLOCK_OPEN 3:1',
      'TPL_FIELD 4:3 label',
    ]);
    expect(told(inMain('{{#each annexes}}\n{{lable}}{{/if}}\n{{isuer}}'))).toEqual([
      'TPL_BLOCK_END 1:4',
      'TPL_FIELD 2:3 label',
      'TPL_FIELD 3:3 issuer',
    ]);
  });

  it.each([
    ['p { background: url(http://a/b) }', 'TPL_CSS_ADDRESS 1:17'],
    ['p { background: url("file:///etc/passwd") }', 'TPL_CSS_ADDRESS 1:17'],
    ['p { background: URL( a.png ) }', 'TPL_CSS_ADDRESS 1:17'],
    ['p { background: image-set("a.png" 1x) }', 'TPL_CSS_ADDRESS 1:17'],
    ['p { background: url(a', 'TPL_CSS_ADDRESS 1:17'],
    ['@import "a.css";', 'TPL_CSS_IMPORT 1:1'],
    ['@IMPORT url(#a);', 'TPL_CSS_IMPORT 1:1'],
    ['p { background: u\\72l(a) }', 'TPL_CSS_ESCAPE 1:18'],
    ['p { width: expression(1) }', 'TPL_CSS_ADDRESS 1:12'],
    ['p { behavior: x }', 'TPL_CSS_WORD 1:5'],
    ['p { color: red }\n</style><p>', 'TPL_CSS_WORD 2:1'],
    ['p { color: red }\n.a {', 'TPL_CSS_UNCLOSED 2:4'],
    ['p { color: red } }', 'TPL_CSS_UNCLOSED 1:18'],
    ['p { content: "a }', 'TPL_CSS_UNCLOSED 1:14'],
    ['/* p { color: red }', 'TPL_CSS_UNCLOSED 1:1'],
  ])('finds in the style %j: %s', (text, expected) => {
    expect(told(found({ 'page.css': text }))).toContain(expected);
  });

  it.each([
    'p { background: url("data:image/png;base64,AA==") }',
    'p { content: "\\201C url(http://a/) @import"; } /* url(http://a/) */',
    '@page wide { @bottom-right { content: "— " counter(page) " —" } }',
    'p { background: url(#a); width: calc((1mm + 2mm) * 3) }',
  ])('takes no offence at the style %s', (text) => {
    expect(found({ 'page.css': text })).toEqual([]);
  });

  it('lets fonts come from their folder only', () => {
    const face = (address: string): string => `@font-face { font-family: A; src: ${address}; }`;
    const of = (address: string): readonly string[] =>
      told(found({ 'fonts/fonts.css': face(address) }));
    expect(of('url("FandolKai-Regular.woff2")')).toEqual([]);
    for (const address of [
      'url("no.woff2")',
      'url("../page.css")',
      'url(http://a/b.woff2)',
      'url(a)',
    ]) {
      expect(of(address), address).toEqual(['TPL_CSS_FONT 1:35']);
    }
  });

  it('bounds the size of a file, and knows one that is not UTF-8 or of no use', () => {
    expect(told(inMain('甲'.repeat(70_000)))).toEqual(['TPL_TOO_LARGE 1:undefined']);
    expect(told(found({ 'page.css': ' '.repeat(210_000) }))).toEqual(['TPL_TOO_LARGE 1:undefined']);
    expect(told(inMain('<p>\n通\uFFFD报</p>'))).toEqual(['TPL_NOT_UTF8 2:2']);
    expect(found({ 'old.hbs': '{{x}}' })).toMatchObject([
      { code: 'TPL_FILE_UNUSED', severity: 'warning' },
    ]);
    const files = new Map([...shipped.files, ['partials/spare.hbs', '']]);
    expect(lintTemplates({ files, sha256: '' })).toMatchObject([
      { code: 'TPL_PARTIAL_UNUSED', severity: 'warning' },
    ]);
    files.delete('bulletin.hbs');
    files.delete('page.css');
    const missing = lintTemplates({ files, sha256: '' }).filter(
      ({ code }) => code === 'TPL_FILE_MISSING',
    );
    expect(missing.map(({ place }) => place.file)).toEqual([
      'templates/bulletin.hbs',
      'templates/page.css',
    ]);
  });

  it.each([
    ['/* in a style', '/*', 'page.css'],
    ['open addresses', 'url(', 'page.css'],
    ['spaces in an address', `url(${' '.repeat(100_000)}`, 'page.css'],
    ['one long word', 'a'.repeat(190_000), 'page.css'],
    ['quotes', '"\n', 'page.css'],
    ['open blocks', '{{#', 'bulletin.hbs'],
    ['open comments', '{{!--', 'bulletin.hbs'],
    ['open tags', '<p ', 'bulletin.hbs'],
    ['scripts', '<script></script>', 'bulletin.hbs'],
    ['names', '{{isuer}}', 'bulletin.hbs'],
    ['blocks', '{{#if mark}}', 'bulletin.hbs'],
  ])('is quick with a file full of %s', (_, piece, name) => {
    const text = piece.repeat(Math.floor(190_000 / piece.length));
    const began = performance.now();
    expect(hasError(found({ [name]: text })) || piece.startsWith('a')).toBe(true);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
