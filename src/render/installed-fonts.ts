/** Fonts of the machine before those that come along: `fonts.css` names both, a page is given the one or the other. */

const LOCAL = /local\("[^"]*"\),\s*/g;
const ADDRESS = /,\s*url\("[^"]*"\)/g;
const FACE = /@font-face\s*\{[^}]*\}/g;

/** The sheet without fonts of the machine: what is printed is the same everywhere. */
export function bundledFaces(css: string): string {
  return css.replaceAll(LOCAL, '');
}

/** The faces of the machine alone. They take the aliases over where one of their fonts is installed, and nothing where none is. */
export function installedFaces(css: string): string {
  const faces = css.match(FACE) ?? [];
  return faces
    .filter((face) => face.includes('local('))
    .map((face) => face.replaceAll(ADDRESS, ''))
    .join('\n');
}
