/** What Drive answers about folders and files, in the shapes that it has to come in. */
import * as z from 'zod';
import { momentOfEpoch, type Moment } from '../model/day.ts';
import {
  LOCK_KEY,
  type DriveFile,
  type DriveFolder,
  type DriveSheet,
  type GoogleRights,
} from '../model/google.ts';
import { DamagedAnswer } from './faults.ts';

const APPS = 'application/vnd.google-apps.';
export const SPREADSHEET = `${APPS}spreadsheet`;

/** `~$` marks that a program has a workbook open. */
const NO_REPORT = /^(?:~\$|\.)/;

/** What is asked of an online sheet's file. */
const SHEET_FIELDS =
  'modifiedTime,lastModifyingUser(me),appProperties,contentRestrictions(readOnly,reason)';

const marks = {
  modifiedTime: z.string().optional(),
  lastModifyingUser: z.object({ me: z.boolean().default(false) }).optional(),
  appProperties: z.record(z.string(), z.string()).default({}),
  contentRestrictions: z
    .array(z.object({ readOnly: z.boolean().default(false), reason: z.string().default('') }))
    .default([]),
};

const sheetFile = z.object({ id: z.string().min(1), ...marks });

const page = z.object({
  nextPageToken: z.string().optional(),
  files: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      mimeType: z.string(),
      md5Checksum: z.string().optional(),
      headRevisionId: z.string().optional(),
      size: z.string().regex(/^\d+$/).optional(),
      ...marks,
    }),
  ),
});

/** What is asked of one page of a folder. Without the last two nothing in a shared drive is seen. */
export type PageAsked = Readonly<{
  q: string;
  fields: string;
  pageSize: number;
  orderBy: string;
  pageToken?: string;
  supportsAllDrives: boolean;
  includeItemsFromAllDrives: boolean;
}>;

/** All that lies in a folder, page by page. */
export async function listed(
  folder: string,
  read: (asked: PageAsked) => Promise<unknown>,
): Promise<DriveFolder> {
  const files: DriveFile[] = [];
  const spreadsheets: DriveSheet[] = [];
  let pageToken: string | undefined;
  do {
    const answer = pageOf(await read(asked(folder, pageToken)));
    for (const file of answer.files) {
      if (file.mimeType === SPREADSHEET) spreadsheets.push(sheetOf(file));
      else if (isFile(file)) files.push(fileOf(file));
    }
    pageToken = answer.nextPageToken;
  } while (pageToken !== undefined);
  return { files, spreadsheets };
}

function asked(folder: string, pageToken: string | undefined): PageAsked {
  return {
    q: `'${folder}' in parents and trashed = false`,
    fields: `nextPageToken,files(id,name,mimeType,md5Checksum,headRevisionId,size,${SHEET_FIELDS})`,
    pageSize: 1000,
    orderBy: 'createdTime',
    ...(pageToken === undefined ? {} : { pageToken }),
    supportsAllDrives: true,
    includeItemsFromAllDrives: true,
  };
}

type Listed = z.output<typeof page>['files'][number];

function pageOf(data: unknown): z.output<typeof page> {
  const parsed = page.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  return parsed.data;
}

/** Folders, shortcuts, documents and the like have no bytes of their own. */
function isFile({ name, mimeType }: Listed): boolean {
  return !mimeType.startsWith(APPS) && !NO_REPORT.test(name);
}

function fileOf({ id, name, md5Checksum, headRevisionId, size = '0' }: Listed): DriveFile {
  return { id, name, version: headRevisionId ?? md5Checksum ?? '', size: Number(size) };
}

/** What is asked of one online sheet. */
export const SHEET_FILE_FIELDS = `id,${SHEET_FIELDS}`;

/** What was answered to that. @throws DamagedAnswer for whatever else came. */
export function driveSheet(data: unknown): DriveSheet {
  const parsed = sheetFile.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  return sheetOf(parsed.data);
}

function sheetOf(file: z.output<typeof sheetFile>): DriveSheet {
  const { id, modifiedTime, lastModifyingUser, appProperties, contentRestrictions } = file;
  const lock = contentRestrictions.find(({ readOnly }) => readOnly);
  return {
    id,
    modified: momentIn(modifiedTime),
    byUs: lastModifyingUser?.me === true,
    lockedFor: appProperties[LOCK_KEY] ?? '',
    lock: lock?.reason ?? null,
  };
}

function momentIn(time = ''): Moment | null {
  const epoch = Date.parse(time);
  return Number.isNaN(epoch) ? null : momentOfEpoch(epoch);
}

/** A file's bytes. @throws DamagedAnswer when fewer or more came than the folder tells. */
export function whole(data: unknown, { size }: DriveFile): Uint8Array {
  if (!(data instanceof ArrayBuffer) || data.byteLength !== size) throw new DamagedAnswer();
  return new Uint8Array(data);
}

/** What is asked of a sheet or folder to know what may be done with it. */
export const RIGHTS = 'driveId,capabilities(canEdit,canAddChildren,canShare)';

const may = z.boolean().default(false);
const rights = z.object({
  driveId: z.string().optional(),
  capabilities: z.object({ canEdit: may, canAddChildren: may, canShare: may }),
});

export function rightsIn(data: unknown): GoogleRights {
  const parsed = rights.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  const { driveId, capabilities } = parsed.data;
  const { canEdit: change, canAddChildren: add, canShare: share } = capabilities;
  return { change, add, share, isShared: driveId !== undefined };
}

const about = z.object({ user: z.object({ emailAddress: z.string().min(1) }) });

export function whoAmI(data: unknown): string {
  const parsed = about.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  return parsed.data.user.emailAddress;
}

const named = z.object({
  nextPageToken: z.string().optional(),
  files: z.array(z.object({ id: z.string().min(1), mimeType: z.string() })),
});

/** The sheets on a page of what was found. */
export function namedSheets(
  data: unknown,
): Readonly<{ ids: readonly string[]; next: string | undefined }> {
  const parsed = named.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  const { files, nextPageToken: next } = parsed.data;
  const sheets = files.filter(({ mimeType }) => mimeType === SPREADSHEET);
  return { ids: sheets.map(({ id }) => id), next };
}

const made = z.object({ id: z.string().min(1) });

export function madeId(data: unknown): string {
  const parsed = made.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  return parsed.data.id;
}

const writers = z.object({
  nextPageToken: z.string().optional(),
  permissions: z
    .array(z.object({ role: z.string(), emailAddress: z.string().default('') }))
    .default([]),
});

const WRITES: readonly string[] = ['owner', 'organizer', 'fileOrganizer', 'writer'];

/** A page of who may do what with a file. @property addresses of those who may write. */
export function rightsPage(
  data: unknown,
): Readonly<{ addresses: readonly string[]; next: string | undefined }> {
  const parsed = writers.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  const { nextPageToken: next, permissions } = parsed.data;
  const own = permissions.filter(({ role }) => WRITES.includes(role));
  return { addresses: own.map(({ emailAddress }) => emailAddress), next };
}
