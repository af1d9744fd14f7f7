/** Text written into XML: what means something there is spelt out. */

/** Letters that XML cannot hold, and halves of letters. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For attributes, and for text whose line ends must stay. */
export function escapeXml(text: string): string {
  return text.replace(IMPOSSIBLE, '').replace(/[&<>"\r\n\t]/g, (letter) => ENTITIES[letter] ?? '');
}

/** For text within an element, where quotation marks and line ends stand for themselves. */
export function escapeXmlText(text: string): string {
  return text.replace(/[&<>]/g, (letter) => ENTITIES[letter] ?? '');
}
