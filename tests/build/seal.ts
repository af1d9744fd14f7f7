/** What tests sign their forms with: always the same, so that the same form has the same bytes. */
import { SAMPLE_MARK, type Seal } from '../../src/model/identity.ts';

export const SEAL: Seal = { mark: '', key: 'f'.repeat(64) };
export const SAMPLE_SEAL: Seal = { ...SEAL, mark: SAMPLE_MARK };
