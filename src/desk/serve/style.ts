/** The health page's style: plain, legible, and known to browsers of 2020. */

export const STYLE = `
* { box-sizing: border-box; }
body { margin: 0; font: 18px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #1b1b1b; background: #f4f4f1; }
header { padding: .4em 1em; color: #fff; background: #8b1a10; }
h1 { margin: 0; font-size: 1.2rem; }
h2 { margin: 0 0 .4em; font-size: 1.1rem; }
main { max-width: 70rem; margin: 0 auto; padding: 1em; }
main > p { margin: 0 0 1em; padding: .5em 1em; background: #fff; border-left: 8px solid #2e7d32; }
main > p.failing { border-color: #b26a00; }
main > p.faulty, main > p.standing { border-color: #b00020; }
section { margin: 0 0 1em; padding: .5em 1em 1em; background: #fff; border: 1px solid #767676; overflow-x: auto; }
.faults { border: 3px solid #b00020; }
.faults h2 { color: #b00020; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .2em .6em .2em 0; text-align: left; vertical-align: top; border-bottom: 1px solid #d5d5d0; overflow-wrap: anywhere; }
th { white-space: nowrap; }
`;
