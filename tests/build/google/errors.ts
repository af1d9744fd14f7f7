/** Errors as Google tells them: Drive's older way, and the one of all newer interfaces. */

/** A status and what comes with it; also an answer that is none. */
export type GoogleError = Readonly<{
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

function newer(status: number, name: string, message: string, reason?: string): GoogleError {
  const info = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
  };
  const details = reason === undefined ? {} : { details: [info] };
  return { status, body: { error: { code: status, message, status: name, ...details } } };
}

function older(status: number, reason: string, message: string, domain = 'global'): GoogleError {
  return {
    status,
    body: { error: { errors: [{ domain, reason, message }], code: status, message } },
  };
}

export const ERRORS = {
  unauthenticated: newer(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
  scope: newer(
    403,
    'PERMISSION_DENIED',
    'Request had insufficient authentication scopes.',
    'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  ),
  notShared: newer(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
  disabled: newer(
    403,
    'PERMISSION_DENIED',
    'Google Sheets API has not been used in project 1 before or it is disabled.',
    'SERVICE_DISABLED',
  ),
  sheetNotFound: newer(404, 'NOT_FOUND', 'Requested entity was not found.'),
  notFound: (id: string) => older(404, 'notFound', `File not found: ${id}.`),
  driveNotShared: older(
    403,
    'insufficientFilePermissions',
    'The user does not have sufficient permissions.',
  ),
  /** What a service account is told that makes a file outside of a shared drive. */
  noRoom: older(
    403,
    'storageQuotaExceeded',
    "The user's Drive storage quota has been exceeded.",
    'usageLimits',
  ),
  idInUse: older(409, 'fileIdInUse', 'A file already exists with the provided ID.'),
  idUnknown: older(400, 'invalid', 'The provided file ID is not usable.'),
  propertyTooLong: older(403, 'propertyDataTooLarge', 'A property was too large.'),
  locked: older(403, 'contentRestricted', 'The file is read-only.'),
  lockedSheet: newer(403, 'PERMISSION_DENIED', 'The document is locked for editing.'),
  driveQuota: older(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', 'usageLimits'),
  quota: newer(
    429,
    'RESOURCE_EXHAUSTED',
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user'.",
    'RATE_LIMIT_EXCEEDED',
  ),
  unavailable: newer(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
  invalid: (message: string) => newer(400, 'INVALID_ARGUMENT', message),
  grant: {
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
  },
} as const;
