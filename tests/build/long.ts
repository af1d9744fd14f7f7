/** Whether the long proofs run whole, or in a cross-section that costs seconds. */
export const LONG = process.env['TONGBAO_TEST_LONG'] === '1';
