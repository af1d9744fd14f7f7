/** What the fake Google holds, and what a test may set. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { GoogleError } from './errors.ts';

/** What befalls a request instead of its answer: `cut` ends half way, `short` gives half of the JSON as if it were all. */
export type Mishap = GoogleError | 'hang' | 'cut' | 'short';

/** A person's or group's right to a file. */
type Permission = Readonly<{ id: string; type: string; role: string; emailAddress: string }>;

/**
 * A file or folder of Drive. `folder`: the id of what it lies in.
 *
 * @property role what our account may do with it; `writer` where nothing is said.
 */
export type FakeFile = {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  bytes?: Uint8Array;
  isTrashed?: boolean;
  /** The shared drive that it lies in; none for one that lies in somebody's own. */
  readonly driveId?: string;
  readonly mimeType?: string;
  readonly role?: 'reader' | 'writer';
  modifiedTime?: string;
  /** Whether our own account changed it last. */
  byUs?: boolean;
  appProperties?: Readonly<Record<string, string>>;
  readonly permissions?: Permission[];
  /** Made, and not seen by whoever looks into its folder. */
  readonly isUnlisted?: boolean;
  contentRestrictions?: readonly Readonly<{ readOnly?: boolean; reason?: string }>[];
};

/** So many requests within so many milliseconds: of reads, and of writes as many again. */
type Quota = Readonly<{ most: number; ms: number }>;

/**
 * @property granted the scopes that a person allowed; null for all that are read here.
 * @property account whose login it is; null for the service account's.
 * @property keepsRefresh whether a code gives no refresh token, as from the second consent on.
 * @property hasRoom whether our account may own files: a service account of its own may not.
 * @property lag how long a change is not seen in `modifiedTime`, in milliseconds.
 * @property unlisted whether folders do not list yet what is made now.
 * @property ahead by how many milliseconds Google's clock is ahead of this machine's.
 */
export type FakeState = {
  quota: Quota | null;
  epoch: () => number;
  isRevoked: boolean;
  granted: string | null;
  account: string | null;
  keepsRefresh: boolean;
  hasRoom: boolean;
  lag: number;
  unlisted: boolean;
  ahead: number;
};

export type Held = Readonly<{
  certificate: string;
  /** The content of a service account's key file, and its address. */
  key: string;
  mail: string;
  /** The content of a logged-in person's token file. */
  login: string;
  /** By id; null for one that is there and not shared. */
  sheets: Map<string, sheets_v4.Schema$Spreadsheet | null>;
  /** Files, and those sheets of which Drive is to say more than their titles. */
  files: FakeFile[];
  /** Ids that were given out, under each of which one file may be made. */
  ids: Set<string>;
  /** What befalls the next requests whose `METHOD host/path` holds a word, one each. */
  mishaps: { path: string; mishap: Mishap }[];
  /** `METHOD host/path` of all requests, those refused too. */
  asked: string[];
  /** What was wrong with requests or answers by what Google publishes. */
  faults: string[];
  state: FakeState;
  /** As it was when it was made: nothing held, nothing set, no token good. */
  empty(): void;
  /** Makes every token that was given out so far worthless. */
  forget(): void;
}>;

export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

export function ok(body: unknown): GoogleError {
  return { status: 200, body };
}

/** An id as Google makes them. */
export function freshId({ files, sheets }: Held, word: string): string {
  return `fresh-${word}-${String(files.length + sheets.size)}`;
}

/** Whether nobody may change it. */
export function isLocked(file: FakeFile | undefined): boolean {
  return file?.contentRestrictions?.some(({ readOnly }) => readOnly === true) === true;
}

/** Says that our account changed a file now. */
export function touch({ files, state }: Held, id: string): void {
  const file = files.find((one) => one.id === id);
  if (file === undefined) return;
  file.modifiedTime = new Date(state.epoch()).toISOString();
  file.byUs = true;
}
