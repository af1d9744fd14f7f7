/** Google's online sheets and Drive folders as a source: what the plan says of them, and what is read there. */
import type { CellGrid } from './cell-grid.ts';
import type { Moment } from './day.ts';
import type { DrivePlan, NotingChannel } from './delivery.ts';
import type { OnlineAnswer } from './online-answer.ts';
import type { OnlineForm } from './online-form.ts';

/** Who we are there: a service account with a key, a person who logged in once, or what the machine is given. */
export type GoogleAccountKind = 'service' | 'user' | 'default';

/**
 * Where a unit reports.
 *
 * @property unit its id; @property spreadsheet, `folder` their ids at Google: one of them, the other is empty.
 */
export type GoogleSource = Readonly<{
  unit: string;
  spreadsheet: string;
  folder: string;
  /** Accounts that a form laid down there is shared with. */
  share?: readonly string[];
}>;

/** @property mail the account's own address, empty where nobody wrote it; @property writes whether it may also change what it is let into. */
export type GooglePlan = Readonly<{
  kind: GoogleAccountKind;
  mail: string;
  writes: boolean;
  sources: readonly GoogleSource[];
}>;

/** What lies beside the ledger, readable for its owner alone. */
export const GOOGLE_FILES = {
  service: 'google-key.json',
  user: 'google-token.json',
  client: 'google-client.json',
} as const;

/** Arrivals that are online sheets come by this channel; files in a folder by the other. */
export const ONLINE_CHANNEL = 'google';
export const DRIVE_CHANNEL = 'drive';

/** Under this key a sheet's developer metadata holds the form's signed word. */
export const IDENTITY_KEY = 'tongbao';

/** Under this one a file's properties hold the deadline for which we locked it. */
export const LOCK_KEY = 'tongbaoLocked';

/** A cell by its sheet's number at Google; 1-based. */
export type OnlinePlace = Readonly<{ tab: number; row: number; column: number }>;

/** @property rows, `columns` how many it has; `Infinity` where Google does not say. */
type OnlineTab = Readonly<{ id: number; name: string; rows: number; columns: number }>;

/**
 * Where in an online sheet there is something of ours, as it was read.
 *
 * @property notes all that have any text, ours and others', whole; @property receipt the tab that holds our receipt.
 */
export type OnlineLayout = Readonly<{
  tabs: readonly OnlineTab[];
  notes: readonly (OnlinePlace & Readonly<{ text: string }>)[];
  box: OnlinePlace | null;
  receipt: OnlineTab | null;
}>;
/** Under this key a sheet that we made says in Drive what it is known by. */
export const SHEET_KEY = 'tongbao';

/**
 * One look at an online sheet.
 *
 * @property submitted whether 提交 is ticked; null where the sheet has no such box.
 * @property answered the number of the receipt that stands in it; null for none.
 * @property grid without box, receipt and notes of ours: what we write changes nothing of it.
 */
export type OnlineSheet = Readonly<{
  spreadsheet: string;
  title: string;
  submitted: boolean | null;
  answered: number | null;
  grid: CellGrid;
  layout: OnlineLayout;
}>;

/** @property version names these very bytes; @property size as Drive tells it. */
export type DriveFile = Readonly<{ id: string; name: string; version: string; size: number }>;

/**
 * What Drive says of an online sheet; it may lag behind by minutes.
 *
 * @property modified when it was last changed; null where that is not said. @property byUs whether by our own account.
 * @property lockedFor the deadline for which we locked it once, empty for none.
 * @property lock why nobody may change it; null where people may.
 */
export type DriveSheet = Readonly<{
  id: string;
  modified: Moment | null;
  byUs: boolean;
  lockedFor: string;
  lock: string | null;
}>;

/** What lies in a folder: files that could be workbooks, and online sheets. */
export type DriveFolder = Readonly<{
  files: readonly DriveFile[];
  spreadsheets: readonly DriveSheet[];
}>;

/**
 * What our account may do with a sheet or folder.
 *
 * @property change it, or what lies in it; @property add files to a folder; @property share it with others.
 * @property isShared whether it lies in a shared drive, where files are nobody's own.
 */
export type GoogleRights = Readonly<{
  change: boolean;
  add: boolean;
  share: boolean;
  isShared: boolean;
}>;

/** @property at when a person logged in, null where that cannot be read; @property lacks whether less was allowed than the plan asks for. */
export type GoogleLogin = Readonly<{ at: Moment | null; lacks: boolean }>;

/** Accounts of programs are known by their addresses, whatever kind the plan says. They own nothing there. */
export function isServiceAccount(mail: string): boolean {
  return /\.gserviceaccount\.com$/i.test(mail);
}

/** How a request failed: `auth`, `scope`, `disabled` are the account's and meet every other one too. */
export type GoogleState =
  | 'auth'
  | 'scope'
  | 'disabled'
  | 'shared'
  | 'gone'
  | 'room'
  | 'quota'
  | 'network'
  | 'answer'
  | 'large'
  | 'refused';

/**
 * What a form is laid down over: a sheet of the `same-plan`, which is only put right where somebody spoilt it; one of the same
 * unit and month but an `other-plan`, where what was typed goes with its item; or `anew`, over what nobody needs any more.
 */
export type Laying = 'same-plan' | 'other-plan' | 'anew';

/**
 * An online sheet that is to hold a form, as it was found.
 *
 * @property isEmpty whether nothing stands in it; @property isUnfilled whether nothing was typed into the form it holds.
 */
export type FormPlace = Readonly<{
  sheet: OnlineSheet;
  isEmpty: boolean;
  isUnfilled: boolean;
  /** Lays the form down by changing what is not as it should be. @returns how many changes that took; null, and nothing is changed, where something typed would be lost. */
  lay(form: OnlineForm, over: Laying): Promise<number | null>;
}>;

/** An opened account. All of it throws Refusal `outsideDown`, whose code is `google-` and a `GoogleState`. */
export type Google = Readonly<{
  sheet(spreadsheet: string): Promise<OnlineSheet>;
  folder(folder: string): Promise<DriveFolder>;
  bytes(file: DriveFile): Promise<Uint8Array>;
  rights(sheetOrFolder: string): Promise<GoogleRights>;
  driveSheet(spreadsheet: string): Promise<DriveSheet>;
  /** Writes a receipt into a sheet as that was read: what stands there already is not written again. */
  answer(sheet: OnlineSheet, answer: OnlineAnswer): Promise<void>;
  /** Lets nobody change a sheet for a reason that is shown, and marks it with the deadline. */
  lock(spreadsheet: string, reason: string, due: Moment): Promise<void>;
  unlock(spreadsheet: string): Promise<void>;
  /** The address that it is known by there. */
  mail(): Promise<string>;
  /** A folder as a channel, at which nothing is asked before something is sent. */
  channel(plan: DrivePlan): NotingChannel;
  /** Null for what is no person's login. */
  login: GoogleLogin | null;
  /** Milliseconds by which this machine's clock is ahead of Google's, heard with `mail` or a refusal; null before. */
  ahead(): number | null;
  formPlace(spreadsheet: string): Promise<FormPlace>;
  /** The oldest sheet in a folder that was made under that name; null for none. */
  sheetNamed(folder: string, name: string): Promise<string | null>;
  /** Makes an empty one there, and answers its id. @param name what it is known by to us. */
  newSheet(folder: string, name: string, title: string): Promise<string>;
  /** Lets accounts write to a sheet. @returns those that could not until now. */
  share(spreadsheet: string, mails: readonly string[]): Promise<readonly string[]>;
}>;

/** @throws Refusal `notAllowed` when its key or its login is lacking, damaged, or lies open to others. */
export type OpenGoogle = (plan: GooglePlan) => Promise<Google>;
