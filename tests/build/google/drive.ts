/** Drive as far as it is spoken to here: folders listed, files read, made and changed, rights given. */
import { createHash, randomUUID } from 'node:crypto';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { Found } from './discovery.ts';
import { ERRORS, type GoogleError } from './errors.ts';
import { emptySpreadsheet } from './sheets.ts';
import { freshId, isLocked, ok, SPREADSHEET, touch, type FakeFile, type Held } from './state.ts';

/** A request as it came; `bytes` the media of an upload. */
export type Asked = Readonly<{ found: Found; url: URL; body: unknown; bytes: Uint8Array | null }>;

type Answer = GoogleError | Uint8Array;

const FOLDER = 'application/vnd.google-apps.folder';

export const DRIVE: Readonly<Record<string, (held: Held, asked: Asked) => Answer>> = {
  'drive.files.generateIds': (held, { url }) => {
    const ids = Array.from({ length: Number(url.searchParams.get('count') ?? '10') }, () => {
      const id = `made-${String(held.ids.size)}-${randomUUID()}`;
      held.ids.add(id);
      return id;
    });
    return ok({ ids, space: 'drive', kind: 'drive#generatedIds' });
  },
  'drive.files.list': listed,
  'drive.files.get': (held, { found, url }) => {
    const file = fileOf(held, found);
    if (file === null) return ERRORS.notFound(idOf(found));
    if (url.searchParams.get('alt') !== 'media') return ok(shown(held, file));
    return file.bytes ?? ERRORS.notFound(file.id);
  },
  'drive.files.create': created,
  'drive.files.update': changed,
  'drive.permissions.list': (held, { found }) => {
    const file = fileOf(held, found);
    if (file === null) return ERRORS.notFound(idOf(found));
    return isWriter(file) ? ok({ permissions: file.permissions ?? [] }) : ERRORS.driveNotShared;
  },
  'drive.permissions.create': shared,
  'drive.about.get': ({ state, mail }) =>
    ok({ user: { emailAddress: state.account ?? mail }, kind: 'drive#about' }),
};

function idOf({ path }: Found): string {
  return path.get('fileId') ?? '';
}

/** An online sheet has a file too, also where a test says nothing of it. */
function fileOf({ files, sheets }: Held, found: Found): FakeFile | null {
  const id = idOf(found);
  const file = files.find((one) => one.id === id);
  if (file !== undefined) return file;
  const sheet = sheets.get(id);
  if (sheet === undefined || sheet === null) return null;
  const made = { id, name: sheet.properties?.title ?? '', folder: '', mimeType: SPREADSHEET };
  files.push(made);
  return made;
}

function isWriter({ role = 'writer' }: FakeFile): boolean {
  return role === 'writer';
}

/** Two to a page, so that pages are turned. */
function listed(held: Held, { url }: Asked): Answer {
  const query = url.searchParams.get('q') ?? '';
  const asked =
    /^'([\w-]+)' in parents and trashed = false(?: and appProperties has \{ key='([\w-]+)' and value='([^'\\]*)' \})?$/.exec(
      query,
    );
  if (asked === null) return ERRORS.invalid(`the fake does not know the query ${query}`);
  const [, folder = '', key, value] = asked;
  const inside = held.files.filter(
    ({ folder: of, isTrashed = false, isUnlisted = false }) =>
      of === folder && !isTrashed && !isUnlisted,
  );
  const isKnown = inside.length > 0 || held.files.some(({ id }) => id === folder);
  if (!isKnown) return ERRORS.notFound(folder);
  const own = inside.filter(
    ({ appProperties = {} }) => key === undefined || appProperties[key] === value,
  );
  const from = Number(url.searchParams.get('pageToken') ?? '0');
  const files = own.slice(from, from + 2).map((file) => shown(held, file));
  const next = from + 2 < own.length ? { nextPageToken: String(from + 2) } : {};
  return ok({ ...next, files });
}

function capabilitiesOf(file: FakeFile): NonNullable<drive_v3.Schema$File['capabilities']> {
  const writes = isWriter(file);
  return { canEdit: writes, canAddChildren: writes && file.mimeType === FOLDER, canShare: writes };
}

function shown({ state, sheets }: Held, file: FakeFile): drive_v3.Schema$File {
  const { id, name, folder, bytes, mimeType, appProperties, driveId } = file;
  const { modifiedTime, contentRestrictions, isTrashed = false } = file;
  const isSeen =
    modifiedTime !== undefined && Date.parse(modifiedTime) + state.lag <= state.epoch();
  return {
    id,
    name: sheets.get(id)?.properties?.title ?? name,
    mimeType: mimeType ?? 'application/octet-stream',
    trashed: isTrashed,
    ...given({ driveId, parents: folder === '' ? undefined : [folder] }),
    lastModifyingUser: { me: file.byUs === true },
    modifiedTime: isSeen ? modifiedTime : '2007-05-01T00:00:00.000Z',
    capabilities: capabilitiesOf(file),
    ...(appProperties === undefined ? {} : { appProperties: { ...appProperties } }),
    ...(contentRestrictions === undefined ? {} : { contentRestrictions: [...contentRestrictions] }),
    ...(bytes === undefined
      ? {}
      : {
          size: String(bytes.length),
          md5Checksum: createHash('md5').update(bytes).digest('hex'),
          headRevisionId: createHash('md5').update(bytes).digest('base64url'),
        }),
  };
}

function created(held: Held, { body, bytes }: Asked): Answer {
  const { id, name, mimeType, parents, appProperties } = body as drive_v3.Schema$File;
  const parent = parents?.[0] ?? '.';
  const folder = held.files.find((one) => one.id === parent);
  if (folder === undefined) return ERRORS.notFound(parent);
  const refused = idFault(held, id) ?? propertyFault(appProperties) ?? folderFault(held, folder);
  if (refused !== null) return refused;
  const file: FakeFile = {
    id: id ?? freshId(held, bytes === null ? 'sheet' : 'file'),
    name: name ?? '',
    folder: parent,
    permissions: [],
    ...(held.state.unlisted ? { isUnlisted: true } : {}),
    ...given({ driveId: folder.driveId, bytes, mimeType, appProperties }),
  };
  if (mimeType === SPREADSHEET) held.sheets.set(file.id, emptySpreadsheet(file.id, file.name));
  held.files.push(file);
  touch(held, file.id);
  return ok(shown(held, file));
}

/** What lies in a shared drive is nobody's own, and takes up nobody's room. */
function folderFault({ state }: Held, folder: FakeFile): GoogleError | null {
  if (!isWriter(folder)) return ERRORS.driveNotShared;
  return state.hasRoom || folder.driveId !== undefined ? null : ERRORS.noRoom;
}

/** An id is one that Drive gave out, and no file is made under it twice. */
function idFault({ files, ids }: Held, id: string | null | undefined): GoogleError | null {
  if (id === undefined || id === null) return null;
  if (!ids.has(id)) return ERRORS.idUnknown;
  return files.some((file) => file.id === id) ? ERRORS.idInUse : null;
}

/** Key and value take 124 bytes together, and not one more. */
function propertyFault(properties: drive_v3.Schema$File['appProperties']): GoogleError | null {
  const isLong = Object.entries(properties ?? {}).some(
    ([key, value]) => Buffer.byteLength(key + value) > 124,
  );
  return isLong ? ERRORS.propertyTooLong : null;
}

/** Only what was given. */
function given<Of extends Readonly<Record<string, unknown>>>(
  of: Of,
): { [K in keyof Of]?: NonNullable<Of[K]> } {
  const entries = Object.entries(of).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof Of]?: NonNullable<Of[K]> };
}

function changed(held: Held, { found, body, bytes }: Asked): Answer {
  const file = fileOf(held, found);
  if (file === null) return ERRORS.notFound(idOf(found));
  if (!isWriter(file)) return ERRORS.driveNotShared;
  const { appProperties, contentRestrictions } = (body ?? {}) as drive_v3.Schema$File;
  if (bytes !== null && isLocked(file)) return ERRORS.locked;
  if (bytes !== null) file.bytes = bytes;
  if (appProperties) file.appProperties = { ...file.appProperties, ...appProperties };
  if (contentRestrictions) file.contentRestrictions = contentRestrictions as never;
  return ok(shown(held, file));
}

function shared(held: Held, { found, body }: Asked): Answer {
  const file = fileOf(held, found);
  if (file === null) return ERRORS.notFound(idOf(found));
  if (!isWriter(file) || file.permissions === undefined) return ERRORS.driveNotShared;
  const { type, role, emailAddress } = body as drive_v3.Schema$Permission;
  if (!type || !role || !emailAddress) return ERRORS.invalid('permission');
  const permission = { id: `p${String(file.permissions.length)}`, type, role, emailAddress };
  file.permissions.push(permission);
  return ok(permission);
}
