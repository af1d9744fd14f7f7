/** What marks a template may write: elements and attributes that set words and lines, and nothing that acts or fetches. */

const ELEMENTS = new Set(
  `a abbr article aside b bdi bdo blockquote br caption circle clipPath code col colgroup dd defs del div dl dt
  ellipse em figcaption figure footer g h1 h2 h3 h4 h5 h6 header hr i img ins kbd li line linearGradient main mark nav ol
  p path polygon polyline pre q radialGradient rect ruby rp rt s section small span stop strong sub sup svg table tbody
  td text tfoot th thead time tr tspan u ul wbr`
    .toLowerCase()
    .split(/\s+/),
);
/** Shown in a hint. */
export const COMMON_ELEMENTS = 'p、div、span、section、h1、table、tr、td、figure、ul、li、svg';

/** Elements without an end. */
const VOID = new Set(['br', 'col', 'hr', 'img', 'wbr']);

/** What follows such an opening is no marks until it ends. */
const RAW = new Set(
  'script style iframe noembed noframes noscript plaintext textarea title xmp template'.split(' '),
);

const ATTRIBUTES = new Set(
  `abbr align alt class clip-path colspan cx cy d datetime dir dx dy fill fill-opacity fill-rule font-family font-size
  font-weight gradientunits headers height hidden href id lang offset opacity points preserveaspectratio r role rowspan rx
  ry scope span src start stop-color stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width
  style text-anchor title transform translate type valign value viewbox width x x1 x2 xml:lang xml:space xmlns y y1 y2`
    .trim()
    .split(/\s+/),
);
const FREE = /^(?:data|aria)-[\w-]+$/;

export function isElement(name: string): boolean {
  return ELEMENTS.has(name);
}

export function isVoid(name: string): boolean {
  return VOID.has(name);
}

export function isRaw(name: string): boolean {
  return RAW.has(name);
}

export function isAttribute(name: string): boolean {
  return ATTRIBUTES.has(name) || FREE.test(name);
}

/** Values that must be written out, since they name a place or paint by one. */
export function isAddress(name: string): boolean {
  return ['href', 'src', 'fill', 'stroke', 'clip-path', 'xmlns'].includes(name);
}

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp)[;,]/i;
const WITHIN = /^#[\w-]*$/;
const PAINT = /^(?:url\(#[\w-]+\)|#?[\w-]+|(?:rgb|hsl)a?\([\d\s.,%/]+\))$/i;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Whether an address leads nowhere but into this document. */
export function isInside(tag: string, name: string, value: string): boolean {
  const address = value.trim();
  switch (name) {
    case 'href':
      return tag === 'a' && WITHIN.test(address);
    case 'src':
      return tag === 'img' && PICTURE.test(address);
    case 'xmlns':
      return address === NAMESPACE;
    default:
      return PAINT.test(address);
  }
}

const STYLE_WORD =
  /url\s*\(|image-set|image\s*\(|cross-fade|src\s*\(|expression|javascript:|@|&|\\|behavior|-moz-binding|element\s*\(|\/\*/i;

/** The word in an element's style that may reach outside, or hide one that does; null for none. */
export function harmIn(style: string): string | null {
  return STYLE_WORD.exec(style)?.[0] ?? null;
}
