/** Templates that try to get out: each known way from a name to the program, and some of our own. */

/** Files that take the place of shipped ones. */
export type Escape = Readonly<Record<string, string>>;

function main(text: string): Escape {
  return { 'bulletin.hbs': text };
}

/** The chain by which older versions let a template make functions of text (CVE-2019-19919 and others). */
function chain(start: string, method: string): string {
  return `{{#with ${start} as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}
{{this.push (lookup string.${method} "constructor")}}{{this.pop}}{{#with string.split as |codelist|}}{{this.pop}}
{{this.push "globalThis.PWNED = 1"}}{{this.pop}}{{#each conslist}}{{#with (string.${method}.apply 0 codelist)}}{{this}}
{{/with}}{{/each}}{{/with}}{{/with}}{{/with}}{{/with}}`;
}

/** Ways to a value's inside: the note's forty, one by one. */
export const NOTED: readonly (readonly [string, Escape])[] = [
  ['constructor', main('{{constructor}}')],
  ['constructor.name', main('{{constructor.name}}')],
  ['constructor of a text', main('{{issuer.constructor}}')],
  ['constructor of the constructor', main('{{issuer.constructor.constructor}}')],
  ['constructor called', main('{{issuer.constructor.constructor "globalThis.PWNED=1"}}')],
  ['[constructor]', main('{{[constructor]}}')],
  ['this.constructor', main('{{this.constructor}}')],
  ['this.[constructor]', main('{{this.[constructor].[constructor]}}')],
  ['@root.constructor', main('{{@root.constructor}}')],
  ['../constructor', main('{{#each annexes}}{{../constructor}}{{/each}}')],
  ['constructor of a list', main('{{annexes.constructor}}')],
  ['constructor by lookup', main('{{lookup this "constructor"}}')],
  ['constructor by lookup twice', main('{{lookup (lookup this "constructor") "constructor"}}')],
  ['constructor by lookup, called', main('{{#with (lookup this "constructor")}}{{this}}{{/with}}')],
  ['__proto__', main('{{__proto__}}')],
  ['__proto__ of a text', main('{{issuer.__proto__}}')],
  ['__proto__ by lookup', main('{{lookup this "__proto__"}}')],
  ['__proto__.toString', main('{{__proto__.toString}}')],
  ['prototype', main('{{constructor.prototype}}')],
  ['__defineGetter__', main('{{__defineGetter__ "a" issuer}}')],
  ['__defineGetter__ by lookup', main('{{lookup this "__defineGetter__"}}')],
  ['__lookupGetter__', main('{{__lookupGetter__ "__proto__"}}')],
  ['an inherited method', main('{{toString}}')],
  ['an inherited method called', main('{{issuer.toString}}')],
  ['an inherited method by lookup', main('{{lookup issuer "toUpperCase"}}')],
  ['valueOf', main('{{#with valueOf}}{{this}}{{/with}}')],
  ['hasOwnProperty', main('{{hasOwnProperty "issuer"}}')],
  ['helperMissing', main('{{helperMissing}}')],
  ['helperMissing called', main('{{helperMissing issuer}}')],
  ['blockHelperMissing', main('{{#blockHelperMissing issuer}}{{this}}{{/blockHelperMissing}}')],
  ['log', main('{{log issuer level="error"}}')],
  ['the chain of sub', main(chain('"s"', 'sub'))],
  ['the chain of split', main(chain('issuer', 'split'))],
  ['a decorator that there is not', main('{{* nothing}}')],
  ['a decorator by another name', main('{{* constructor}}')],
  ['an inline partial', main('{{#*inline "evil"}}{{constructor}}{{/inline}}{{> evil}}')],
  ['a dynamic partial', main('{{> (lookup this "issuer")}}')],
  ['a partial named constructor', main('{{> constructor}}')],
  ['a partial named __proto__', main('{{> __proto__}}')],
  ['a partial named toString', main('{{> toString}}')],
  ['a partial in a circle', { 'bulletin.hbs': '{{> a}}', 'partials/a.hbs': '{{> a}}' }],
];

/** And ours. */
export const OWN: readonly (readonly [string, Escape])[] = [
  ['hash names of a partial', main('{{> title __proto__=issuer}}')],
  [
    'a partial’s constructor given',
    main('{{> title constructor=issuer lines=titleLines mark=mark}}'),
  ],
  ['@partial-block', main('{{> @partial-block}}')],
  ['@partial-block with a block', main('{{#> title}}{{constructor}}{{/title}}')],
  ['@root of a helper', main('{{#each @root}}{{@key}}{{this}}{{/each}}')],
  ['every name of all', main('{{#each this}}{{@key}}={{this}};{{/each}}')],
  ['with as constructor', main('{{#with this as |constructor|}}{{constructor.issuer}}{{/with}}')],
  ['each as __proto__', main('{{#each annexes as |__proto__|}}{{__proto__.label}}{{/each}}')],
  ['if of lookup', main('{{#if (lookup this "constructor")}}<p>有</p>{{/if}}')],
  ['a helper as a value', main('{{#with lookup}}{{this}}{{/with}}')],
  ['a helper’s call', main('{{lookup.call this "constructor"}}')],
  ['a helper through this', main('{{this.lookup}}')],
  ['present of the constructor', main('{{#present constructor}}<p>有</p>{{/present}}')],
  ['a number’s constructor', main('{{issuerLetters.constructor}}')],
  ['a flag’s constructor', main('{{imprintOnOwnPage.constructor.constructor}}')],
  ['a list’s length set', main('{{annexes.length}}')],
  ['a list’s concat', main('{{#each annexes.concat}}{{this}}{{/each}}')],
  ['raw marks', main('{{{issuer}}}{{&issuer}}')],
  ['a raw block', main('{{{{issuer}}}} {{constructor}} {{{{/issuer}}}}')],
  ['process', main('{{process.env.PATH}}{{global.process}}{{globalThis.PWNED}}')],
  ['require', main('{{require "node:fs"}}')],
  ['a literal called', main('{{"constructor"}}{{"issuer"}}')],
  ['undefined given on', main('{{#each undefined}}{{/each}}{{lookup undefined "a"}}')],
  ['options of a helper', main('{{options.data.root.constructor}}')],
  ['another’s fields', main('{{bulletin.files}}{{lineage}}{{period}}')],
  ['unescaping by name', main('{{toHTML}}{{issuer.toHTML}}')],
  ['a broken comment', main('{{! }}{{constructor}}{{!}}')],
  ['a name of its own line', main('{{constructor\n.constructor}}')],
  ['code in a name', main('{{["+globalThis.PWNED+"]}}{{[\\");globalThis.PWNED=1;(\\"]}}')],
  ['code in a text', main('{{lookup this "\\u2028\\");globalThis.PWNED=1;//"}}')],
  ['code in a block’s name', main("{{#each annexes as |x');globalThis.PWNED=1;//|}}{{/each}}")],
  ['code in a partial’s name', main('{{> "a\\");globalThis.PWNED=1;//"}}')],
];

const EACH = '{{#each @root.body}}';

/** Templates that would never end, or fill the memory. */
export const BOMBS: readonly (readonly [string, Escape])[] = [
  ['each in each', main(`${EACH.repeat(12)}{{@root.issuer}}${'{{/each}}'.repeat(12)}`)],
  ['each in each, saying nothing', main(EACH.repeat(12) + '{{/each}}'.repeat(12))],
  [
    'partials that double each other',
    {
      'bulletin.hbs': '{{> p0}}',
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [
          `partials/p${String(i)}.hbs`,
          i === 39 ? '{{issuer}}' : `{{> p${String(i + 1)}}}{{> p${String(i + 1)}}}`,
        ]),
      ),
    },
  ],
  ['a partial twice in itself', { 'bulletin.hbs': '{{> a}}', 'partials/a.hbs': '{{> a}}{{> a}}' }],
  [
    'a circle of two',
    { 'bulletin.hbs': '{{> a}}', 'partials/a.hbs': '{{> b}}', 'partials/b.hbs': '{{> a}}' },
  ],
  ['letters without end', main(`${EACH.repeat(5)}${'字'.repeat(50_000)}${'{{/each}}'.repeat(5)}`)],
  ['a thousand blocks deep', main('{{#if isBrief}}'.repeat(1000) + '{{/if}}'.repeat(1000))],
];
