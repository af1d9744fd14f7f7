/** Where the sheets of an .xls begin ([MS-XLS] 2.4.28): a reader shows a sheet that begins elsewhere than the workbook says without its cells. */

const [SHEET, BEGIN, END] = [0x0085, 0x0809, 0x000a];

/** Whether each sheet has a place of its own, and something begins there. */
export function beginWhereSaid(stream: Buffer): boolean {
  const said: number[] = [];
  const begun = new Set<number>();
  let open = 0;
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.readUInt16LE(at);
    if (record === SHEET && at + 8 <= stream.length) said.push(stream.readUInt32LE(at + 4));
    if (record === BEGIN && open === 0) begun.add(at);
    if (record === BEGIN) open += 1;
    if (record === END) open = Math.max(0, open - 1);
  }
  return new Set(said).size === said.length && said.every((place) => begun.has(place));
}
