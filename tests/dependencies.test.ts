/** The lock file holds no version below a published safe floor, and only licences compatible with MIT. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Package, lowest safe version, advisory. The registry used to build this project answers no audit, so this list does. */
const FLOORS: readonly (readonly [string, string, string])[] = [
  ['@e965/xlsx', '0.20.2', 'CVE-2023-30533, CVE-2024-22363'],
  ['handlebars', '4.7.9', 'GHSA-765h-qjxv-5f44, GHSA-g9r4-xpmj-mj65 and later ones'],
  ['tmp', '0.2.7', 'GHSA-52f5-9888-hmc6, CVE-2026-44705'],
  ['uuid', '11.1.1', 'GHSA-w5hq-g745-h8pq'],
  ['unzipper', '0.12.0', 'drops fstream and rimraf 2'],
  ['fflate', '0.8.3', 'CVE-2026-45820'],
  ['jszip', '3.8.0', 'CVE-2022-48285'],
  ['tar-fs', '3.1.1', 'CVE-2024-12905, CVE-2025-48387, CVE-2025-59343'],
  ['ws', '8.17.1', 'CVE-2024-37890'],
  [
    '@embedpdf/pdfium',
    '2.15.1',
    'reads only what this program printed; the newest when it came in',
  ],
  ['hono', '4.13.8', 'CVE-2026-22817, CVE-2026-29045, CVE-2026-44456 and later ones'],
  ['@hono/node-server', '1.19.13', 'CVE-2026-29087, CVE-2026-39406'],
  ['diff', '8.0.3', 'CVE-2026-24001'],
  ['yaml', '2.2.2', 'CVE-2023-2251'],
  ['nodemailer', '7.0.11', 'GHSA-mm7p-fcc7-pg87, CVE-2025-14874'],
  ['gaxios', '7.0.0', 'drops node-fetch 2; the newest when it came in'],
  ['node-fetch', '3.2.10', 'CVE-2022-0235, CVE-2022-2596'],
  ['jws', '4.0.1', 'CVE-2025-65945'],
  ['qs', '6.14.1', 'CVE-2025-15284'],
  ['vite', '6.4.1', 'CVE-2025-30208 and the later dev-server advisories'],
];

const ALLOWED = new Set([
  '(MIT OR EUPL-1.1+)',
  '(MIT OR GPL-3.0-or-later)',
  '(MIT AND Zlib)',
  '(MIT OR WTFPL)',
  '(BSD-2-Clause OR MIT OR Apache-2.0)',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  // url-template’s word for BSD-3-Clause, as its LICENSE has it.
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

type Locked = Readonly<{ version: string; license?: string; integrity?: string }>;

const lock = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'),
) as {
  packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: path.split('node_modules/').at(-1)!, ...locked }));

function below(version: string, floor: string): boolean {
  const parts = (text: string): number[] => text.split(/[-+]/)[0]!.split('.').map(Number);
  const [a, b] = [parts(version), parts(floor)];
  const at = [0, 1, 2].find((i) => a[i] !== b[i]);
  return at !== undefined && a[at]! < b[at]!;
}

describe('the lock file', () => {
  it.each(FLOORS)('%s is at least %s (%s)', (name, floor) => {
    const locked = packages.filter((entry) => entry.name === name);
    expect(locked).not.toEqual([]);
    expect(locked.filter(({ version }) => below(version, floor))).toEqual([]);
  });

  it('has an integrity hash for every package', () => {
    expect(packages.filter(({ integrity }) => integrity === undefined)).toEqual([]);
  });

  it('holds one copy of what signs in at Google: a client of another would go unsigned', () => {
    const names = ['google-auth-library', 'gaxios', 'googleapis-common'];
    const copies = packages.filter(({ name }) => names.includes(name)).map(({ name }) => name);
    expect(copies.sort()).toEqual([...names].sort());
  });

  it('pins every direct dependency exactly', () => {
    const manifest = JSON.parse(
      readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
    ) as Record<string, Readonly<Record<string, string>>>;
    const direct = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('has only licences that go with MIT', () => {
    const odd = packages.filter(({ license }) => !ALLOWED.has(license ?? ''));
    expect(odd.map(({ name, license }) => `${name} ${license ?? 'none'}`)).toEqual([]);
  });
});
