/** Formats of days and times that a Chinese Excel knows by number alone: the library would take what they show for plain numbers. */

/** The format of a day that every reader knows by its number. */
export const DAY_FORMAT = 14;

/** Numbers of formats such as `m"月"d"日"` (58) and `yyyy"年"m"月"d"日"` (31), unless a workbook defines them itself (ECMA-376 18.8.30). */
export function isLocalDay(format: number): boolean {
  return (format >= 27 && format <= 36) || (format >= 50 && format <= 58 && format !== 56);
}

/** Records by their numbers ([MS-XLS] 2.4.126, 2.4.353): a format begins with its number, a look holds one at its third byte. */
const [FORMAT, LOOK] = [0x041e, 0x00e0];
const LOOKS_FORMAT = 2;

/** Gives the looks in an .xls's stream that every reader's format, in its place. */
export function spellLocalDays(stream: Buffer): void {
  const defined = new Set<number>();
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.readUInt16LE(at);
    const number = at + 4 + (record === LOOK ? LOOKS_FORMAT : 0);
    if ((record !== FORMAT && record !== LOOK) || number + 2 > stream.length) continue;
    const format = stream.readUInt16LE(number);
    if (record === FORMAT) defined.add(format);
    else if (isLocalDay(format) && !defined.has(format)) stream.writeUInt16LE(DAY_FORMAT, number);
  }
}
