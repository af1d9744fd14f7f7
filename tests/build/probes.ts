/** Marks and styles that would reach an address or a file, each in its own way. */

/** Where they would reach to. */
export type Targets = Readonly<{ address: string; file: string }>;

export type Probe = readonly [string, (to: Targets) => string];

/** As marks of a page. */
export const MARKS: readonly Probe[] = [
  ['img', ({ address }) => `<img src="${address}img">`],
  ['img of a file', ({ file }) => `<img src="${file}">`],
  ['srcset', ({ address }) => `<img srcset="${address}1x 1x, ${address}2x 2x">`],
  ['picture', ({ address }) => `<picture><source srcset="${address}p"><img></picture>`],
  ['iframe', ({ address }) => `<iframe src="${address}frame"></iframe>`],
  ['iframe of a file', ({ file }) => `<iframe src="${file}"></iframe>`],
  ['srcdoc', ({ address }) => `<iframe srcdoc="&lt;img src='${address}doc'&gt;"></iframe>`],
  ['srcdoc of a file', ({ file }) => `<iframe srcdoc="&lt;iframe src='${file}'&gt;"></iframe>`],
  ['object', ({ address }) => `<object data="${address}object"></object>`],
  ['object of a file', ({ file }) => `<object data="${file}" type="text/plain"></object>`],
  ['embed', ({ address }) => `<embed src="${address}embed">`],
  ['embed of a file', ({ file }) => `<embed src="${file}" type="text/plain">`],
  ['frameset', ({ address }) => `<frameset><frame src="${address}frame"></frameset>`],
  ['stylesheet', ({ address }) => `<link rel="stylesheet" href="${address}css">`],
  ['stylesheet of a file', ({ file }) => `<link rel="stylesheet" href="${file}">`],
  ['prefetch', ({ address }) => `<link rel="prefetch" href="${address}prefetch">`],
  ['preload', ({ address }) => `<link rel="preload" as="image" href="${address}preload">`],
  ['preconnect', ({ address }) => `<link rel="preconnect" href="${address}">`],
  ['dns-prefetch', () => '<link rel="dns-prefetch" href="//leak.example.invalid">'],
  ['modulepreload', ({ address }) => `<link rel="modulepreload" href="${address}module">`],
  ['icon', ({ address }) => `<link rel="icon" href="${address}icon">`],
  ['manifest', ({ address }) => `<link rel="manifest" href="${address}manifest">`],
  ['prerender', ({ address }) => `<link rel="prerender" href="${address}prerender">`],
  ['base', ({ address }) => `<base href="${address}"><img src="based">`],
  ['meta refresh', ({ address }) => `<meta http-equiv="refresh" content="0;url=${address}">`],
  ['refresh to a file', ({ file }) => `<meta http-equiv="refresh" content="0;url=${file}">`],
  ['form', ({ address }) => `<form action="${address}"><input autofocus name="a"></form>`],
  ['image button', ({ address }) => `<input type="image" src="${address}button">`],
  ['formaction', ({ address }) => `<button formaction="${address}" autofocus>甲</button>`],
  ['script', ({ address }) => `<script src="${address}script"></script>`],
  ['script in place', ({ address }) => `<script>fetch("${address}fetch")</script>`],
  ['module', ({ address }) => `<script type="module">import "${address}module"</script>`],
  [
    'import map',
    ({ address }) => `<script type="importmap">{"imports":{"a":"${address}"}}</script>`,
  ],
  [
    'speculation',
    ({ address }) =>
      `<script type="speculationrules">{"prefetch":[{"urls":["${address}s"]}]}</script>`,
  ],
  ['onerror', ({ address }) => `<img src="x" onerror="fetch('${address}error')">`],
  ['onload', ({ address }) => `<svg onload="fetch('${address}load')"></svg>`],
  ['javascript:', ({ address }) => `<a href="javascript:fetch('${address}')" autofocus>甲</a>`],
  ['ping', ({ address }) => `<a href="${address}" ping="${address}ping">甲</a>`],
  ['video', ({ address }) => `<video src="${address}video" autoplay></video>`],
  ['video poster', ({ address }) => `<video poster="${address}poster"></video>`],
  ['audio', ({ address }) => `<audio src="${address}audio" autoplay></audio>`],
  ['track', ({ address }) => `<video><track default src="${address}track"></video>`],
  ['svg image', ({ address }) => `<svg><image href="${address}image" width="9" height="9"/></svg>`],
  ['svg image of a file', ({ file }) => `<svg><image xlink:href="${file}"/></svg>`],
  ['svg use', ({ address }) => `<svg><use href="${address}use#a"/></svg>`],
  ['svg use of a file', ({ file }) => `<svg><use href="${file}#a"/></svg>`],
  ['svg script', ({ address }) => `<svg><script href="${address}script"></script></svg>`],
  [
    'svg filter',
    ({ address }) =>
      `<svg><filter id="f"><feImage href="${address}filter"/></filter><rect filter="url(#f)"/></svg>`,
  ],
  [
    'svg fill',
    ({ address }) => `<svg><rect width="9" height="9" fill="url(${address}fill#a)"/></svg>`,
  ],
  [
    'svg animation',
    ({ address }) =>
      `<svg><a><animate attributeName="href" to="${address}animate" begin="0s"/><text>甲</text></a></svg>`,
  ],
  [
    'foreignObject',
    ({ address }) =>
      `<svg><foreignObject><iframe src="${address}foreign"></iframe></foreignObject></svg>`,
  ],
  ['svg style', ({ address }) => `<svg><style>@import "${address}svgcss";</style></svg>`],
  [
    'mathml',
    ({ address }) => `<math href="${address}math"><mtext><img src="${address}math"></mtext></math>`,
  ],
  [
    'template',
    ({ address }) => `<template shadowrootmode="open"><img src="${address}shadow"></template>`,
  ],
  ['portal', ({ address }) => `<portal src="${address}portal"></portal>`],
  [
    'background',
    ({ address }) => `<table background="${address}background"><tr><td>甲</td></tr></table>`,
  ],
  ['style in place', ({ address }) => `<p style="background: url(${address}style)">甲</p>`],
  [
    'list picture',
    ({ address }) => `<ul style="list-style-image: url(${address}list)"><li>甲</li></ul>`,
  ],
  ['content', ({ address }) => `<p style="content: url(${address}content)">甲</p>`],
  ['cursor', ({ address }) => `<p style="cursor: url(${address}cursor), auto">甲</p>`],
  ['image-set', ({ address }) => `<p style='background: image-set("${address}set" 1x)'>甲</p>`],
  [
    'style in letters',
    ({ address }) => `<p style="background: u&#114;l(${address}letters)">甲</p>`,
  ],
  ['comment that ends early', ({ address }) => `<!--><img src="${address}comment">-->`],
  ['marks from braces', ({ address }) => `<im{{!-- --}}g src="${address}braces">`],
];

/** As a style sheet of the page. */
export const STYLES: readonly Probe[] = [
  ['@import', ({ address }) => `@import "${address}import";`],
  ['@import url', ({ address }) => `@import url(${address}import2);`],
  ['@import of a file', ({ file }) => `@import "${file}";`],
  ['background', ({ address }) => `body { background: url(${address}bg) }`],
  ['background of a file', ({ file }) => `body { background: url("${file}") }`],
  [
    'font',
    ({ address }) =>
      `@font-face { font-family: L; src: url(${address}font) } body { font-family: L }`,
  ],
  [
    'font of a file',
    ({ file }) => `@font-face { font-family: L; src: url("${file}") } p { font-family: L }`,
  ],
  ['image-set', ({ address }) => `body { background: image-set("${address}set" 1x) }`],
  [
    'cross-fade',
    ({ address }) =>
      `body { background: -webkit-cross-fade(url(${address}a), url(${address}b), 50%) }`,
  ],
  ['content', ({ address }) => `p::before { content: url(${address}before) }`],
  ['page box', ({ address }) => `@page { @top-left { content: url(${address}box) } }`],
  ['border', ({ address }) => `p { border-image: url(${address}border) 9 }`],
  ['mask', ({ address }) => `p { mask: url(${address}mask) }`],
  ['filter', ({ address }) => `p { filter: url(${address}filter#a) }`],
  ['escaped', ({ address }) => `body { background: u\\72l(${address}escaped) }`],
  [
    'namespace and shape',
    ({ address }) => `p { float: left; shape-outside: url(${address}shape) }`,
  ],
  ['out of the style', ({ address }) => `</style><img src="${address}out"><style>`],
];
