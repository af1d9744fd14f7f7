/** What the account at Google itself shows to whoever examines it: its address, its login, and the clock beside it. */
import { CLOCK_WAYS, doctorFinding } from '../model/catalogue/google-doctor.ts';
import { googleFinding } from '../model/catalogue/google.ts';
import { epochOfMoment, type Moment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { Google, GoogleLogin, GooglePlan } from '../model/google.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Off by so much, Google takes a service account's signed word for one of another time. */
const REFUSED_MS = 5 * MINUTE_MS;

/** Days after which a login ends where Google holds the application to be tested still, and a warning before that. */
const TESTED_DAYS = 7;
const WARNED_DAYS = 5;

/** @param account its address there; null for one that was refused. */
export function accountFindings(
  plan: GooglePlan,
  google: Pick<Google, 'login' | 'ahead'>,
  { account, at }: Readonly<{ account: string | null; at: Moment }>,
): readonly Finding[] {
  const { mail } = plan;
  const isOther = account !== null && mail !== '' && mail.toLowerCase() !== account.toLowerCase();
  return [
    ...clockFindings(google.ahead(), plan),
    ...(isOther ? [googleFinding('G_OTHER_ACCOUNT', { account, mail })] : []),
    ...(google.login === null ? [] : loginFindings(google.login, account !== null, at)),
  ];
}

/** A person's login holds no time; what the machine is given may. */
function clockFindings(ahead: number | null, { kind }: GooglePlan): readonly Finding[] {
  const off = Math.abs(ahead ?? 0);
  if (ahead === null || off <= MINUTE_MS) return [];
  const code = off > REFUSED_MS && kind !== 'user' ? 'G_CLOCK_REFUSED' : 'G_CLOCK';
  const way = ahead > 0 ? CLOCK_WAYS.ahead : CLOCK_WAYS.behind;
  return [doctorFinding(code, { way, minutes: Math.round(off / MINUTE_MS) })];
}

/** A login that is taken after seven days is none of an application that is tested still. */
function loginFindings(login: GoogleLogin, isTaken: boolean, now: Moment): readonly Finding[] {
  const age = login.at === null ? 0 : (epochOfMoment(now) - epochOfMoment(login.at)) / DAY_MS;
  const isTold = isTaken ? age >= WARNED_DAYS && age < TESTED_DAYS : age >= TESTED_DAYS;
  return [
    ...(isTold ? [doctorFinding('G_LOGIN_AGE', { days: Math.floor(age) })] : []),
    ...(login.lacks ? [doctorFinding('G_LOGIN_LACKS')] : []),
  ];
}
