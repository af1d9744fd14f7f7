/** The names of the fonts that every Chinese office has; workbooks name a font and never carry it. */

export const HEI = '黑体';
export const SONG = '宋体';
export const TITLE_SONG = '方正小标宋简体';
