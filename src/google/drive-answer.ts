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
import { shaped } from './shaped.ts';

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

/** What a page of a folder holds. */
export function folderPage(
  data: unknown,
): DriveFolder & Readonly<{ nextPageToken?: string | undefined }> {
  const { files, nextPageToken } = shaped(page, data);
  const isSheet = ({ mimeType }: Listed): boolean => mimeType === SPREADSHEET;
  return {
    files: files.filter((file) => !isSheet(file) && isFile(file)).map(fileOf),
    spreadsheets: files.filter(isSheet).map(sheetOf),
    nextPageToken,
  };
}

/** Without these nothing in a shared drive is seen. */
const EVERYWHERE = { supportsAllDrives: true, includeItemsFromAllDrives: true } as const;

/** What is asked for all that lies in a folder, or for what carries a mark of ours there. */
export function inFolder(
  folder: string,
  mark: readonly [key: string, value: string] | null = null,
): Readonly<{ q: string; pageSize: number; orderBy: string }> & typeof EVERYWHERE {
  const marked =
    mark === null ? '' : ` and appProperties has { key='${mark[0]}' and value='${mark[1]}' }`;
  return {
    q: `'${folder}' in parents and trashed = false${marked}`,
    pageSize: 1000,
    orderBy: 'createdTime',
    ...EVERYWHERE,
  };
}

export const FOLDER_FIELDS = `nextPageToken,files(id,name,mimeType,md5Checksum,headRevisionId,size,${SHEET_FIELDS})`;

type Listed = z.output<typeof page>['files'][number];

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
  return sheetOf(shaped(sheetFile, data));
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
  const { driveId, capabilities } = shaped(rights, data);
  const { canEdit: change, canAddChildren: add, canShare: share } = capabilities;
  return { change, add, share, isShared: driveId !== undefined };
}

const about = z.object({ user: z.object({ emailAddress: z.string().min(1) }) });

export function whoAmI(data: unknown): string {
  return shaped(about, data).user.emailAddress;
}

const named = z.object({
  nextPageToken: z.string().optional(),
  files: z.array(z.object({ id: z.string().min(1), mimeType: z.string() })),
});

/** The sheets on a page of what was found. */
export function namedSheets(
  data: unknown,
): Readonly<{ ids: readonly string[]; nextPageToken: string | undefined }> {
  const { files, nextPageToken } = shaped(named, data);
  const sheets = files.filter(({ mimeType }) => mimeType === SPREADSHEET);
  return { ids: sheets.map(({ id }) => id), nextPageToken };
}

const made = z.object({ id: z.string().min(1) });

export function madeId(data: unknown): string {
  return shaped(made, data).id;
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
): Readonly<{ addresses: readonly string[]; nextPageToken: string | undefined }> {
  const { nextPageToken, permissions } = shaped(writers, data);
  const own = permissions.filter(({ role }) => WRITES.includes(role));
  return { addresses: own.map(({ emailAddress }) => emailAddress), nextPageToken };
}
