/** Where reports come from besides the folder; one that cannot be reached holds what nobody has read yet (取数失败). */
import type { Moment } from './day.ts';
import type { UnitReport } from './scoreboard.ts';

export const SOURCES = ['mailbox', 'google'] as const;
export type SourceName = (typeof SOURCES)[number];

/** @property since when a collect first failed to reach it. */
export type SourceDown = Readonly<{ source: SourceName; since: Moment }>;

/** A report that was not read, and may have come in time: its source cannot be reached. */
export type UnreadReport = Readonly<{ report: UnitReport; down: SourceDown }>;
