/** A form laid into an online sheet: looked at in one read, and changed in one batch where it is not as it should be. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { FormPlace, Google } from '../model/google.ts';
import { bookThere, FORM_FIELDS } from './form-answer.ts';
import { difference, formPageIn } from './form-difference.ts';
import { isUnfilled } from './form-following.ts';
import { holdsAny, stateOf } from './form-state.ts';
import { sheetAnswer } from './sheet-answer.ts';
import { onlineSheet } from './sheet-grid.ts';
import { ONCE, type Way } from './way.ts';

/** @param mail our own address at Google. */
export function laying(
  { read, once, sheets, account }: Way,
  mail: Google['mail'],
): Pick<Google, 'formPlace'> {
  return {
    formPlace: (spreadsheetId) =>
      read(async (): Promise<FormPlace> => {
        const asked = { auth: account(), spreadsheetId, fields: FORM_FIELDS };
        const { data } = await sheets.spreadsheets.get(asked, ONCE);
        const book = bookThere(data);
        const states = book.sheets.map(stateOf);
        const page = formPageIn(states);
        return {
          sheet: onlineSheet(sheetAnswer(data, spreadsheetId)),
          isEmpty: !states.some(holdsAny),
          isUnfilled: page !== null && isUnfilled(page),
          async lay(form, over) {
            const requests = difference(form, book, { over, mail: await mail() });
            if (requests === null) return null;
            if (requests.length > 0) await changed(spreadsheetId, requests);
            return requests.length;
          },
        };
      }),
  };

  async function changed(
    spreadsheetId: string,
    requests: readonly sheets_v4.Schema$Request[],
  ): Promise<void> {
    const body = {
      spreadsheetId,
      fields: 'spreadsheetId',
      requestBody: { requests: [...requests] },
    };
    await once(() => sheets.spreadsheets.batchUpdate({ auth: account(), ...body }, ONCE));
  }
}
