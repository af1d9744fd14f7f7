/** The preview's style: plain, legible, and known to browsers of 2020. */

export const STYLE = `
* { box-sizing: border-box; }
body { margin: 0; font: 18px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #1b1b1b; background: #e9e9e6; }
header { display: flex; flex-wrap: wrap; gap: .3em 2em; align-items: center; padding: .4em 1em; color: #fff; background: #8b1a10; }
h1 { margin: 0; font-size: 1.2rem; }
nav { display: flex; flex-wrap: wrap; gap: .3em; }
header a { padding: .3em .6em; color: #fff; }
header a[aria-current] { color: #8b1a10; background: #fff; font-weight: bold; text-decoration: none; }
a:focus-visible, summary:focus-visible, main:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px; }
header a:focus-visible { outline-color: #fff; }
.skip { position: absolute; left: -99em; }
.skip:focus { left: 1em; top: 1em; padding: .3em .6em; background: #fff; }
#status { position: sticky; top: 0; z-index: 1; margin: 0; padding: .3em 1em; min-height: 2.2em; background: #fff; border-bottom: 1px solid #767676; }
#proof { padding: 1em; overflow-x: auto; }
.faults { margin: 0 0 1em; padding: .5em 1em; background: #fff; border: 3px solid #b00020; }
.faults h2 { margin: 0; color: #b00020; font-size: 1.1rem; }
.notes { margin: 0 0 1em; padding: .5em 1em; background: #fff; border: 1px solid #767676; }
li p { margin: .2em 0; }
pre { margin: .3em 0; padding: .4em .6em; overflow-x: auto; background: #f3f3f1; }
pre, code { font: 16px/1.5 Consolas, Menlo, "Noto Sans Mono CJK SC", monospace; }
mark { color: #fff; background: #b00020; }
.old { font-weight: bold; }
.pages { margin: 0; padding: 0; list-style: none; }
.pages li { margin: 0 auto 1.2em; width: -moz-max-content; width: max-content; }
.pages figure { margin: 0; }
.pages img { display: block; background: #fff; border: 1px solid #767676; }
.stale img { opacity: .4; filter: grayscale(1); }
figcaption { text-align: center; }
`;
